FROM python:3.12-slim AS build
RUN pip install --no-cache-dir --prefix=/install -r requirements.txt
RUN python -m pip install 'flask>=3' gunicorn==22.0.0
FROM python:3.12-slim
COPY --from=build /install /usr/local
CMD gunicorn -b 0.0.0.0:8000 app:app
