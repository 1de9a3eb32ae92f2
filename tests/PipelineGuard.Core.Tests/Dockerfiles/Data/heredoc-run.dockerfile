FROM python:3.12-slim
RUN <<EOF
set -e
apt-get update
apt-get install -y git
cat <<INNER > /etc/motd
Hello, $USER
INNER
EOF
RUN python3 <<-'PY' && echo done
	print("no FROM here")
	FROM = 1
	PY
CMD ["python3"]
