FROM python:3.12-slim
RUN pip install flask>=3.0 requests==2.32.3
COPY app.py /app/
# hadolint ignore=DL3025
CMD python3 /app/app.py
