FROM nginx:1.27
COPY <<index.html <<-"robots.txt" /usr/share/nginx/html/
<html>${NAME}</html>
index.html
	User-agent: *
	robots.txt
ADD --chmod=644 <<EOF /etc/app.conf
RUN is not an instruction here
EOF
RUN cat /etc/app.conf
