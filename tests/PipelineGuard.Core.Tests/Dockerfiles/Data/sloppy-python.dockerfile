FROM python:3.8
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update
RUN apt-get install python3-dev libpq-dev gcc vim
ADD . /app
WORKDIR /app
RUN pip install -r requirements.txt
RUN pip install gunicorn flask
RUN chmod -R 777 /app
ENV DATABASE_URL=postgres://shop:example-pass@db.internal/shop
EXPOSE 8000
CMD gunicorn -b 0.0.0.0:8000 shop:app
