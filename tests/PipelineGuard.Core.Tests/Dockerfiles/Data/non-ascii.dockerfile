FROM debian:12
LABEL name="Käse 🐳 東京"
RUN echo "日本語" && echo 🐳🐳 && ls
