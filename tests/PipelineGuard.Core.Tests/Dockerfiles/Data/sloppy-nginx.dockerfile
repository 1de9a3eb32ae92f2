FROM ubuntu
RUN apt update && apt upgrade -y && apt install -y nginx openssh-server
RUN echo 'root:changeit' | chpasswd
RUN sudo service nginx start
COPY nginx.conf /etc/nginx/
COPY .git /usr/share/nginx/html/.git
COPY server.key /etc/nginx/server.key
RUN chmod 4755 /usr/sbin/nginx
EXPOSE 80/tcp 22 443:8443
CMD ['nginx', '-g', 'daemon off;']
CMD service ssh start && nginx
