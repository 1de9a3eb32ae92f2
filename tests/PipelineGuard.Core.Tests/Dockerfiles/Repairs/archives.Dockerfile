FROM debian:12.5
ADD dist/* /dist/
ADD nolock /nolock/
ADD *.json /json/
ADD --chown=1000:1000 app.py /owned/
