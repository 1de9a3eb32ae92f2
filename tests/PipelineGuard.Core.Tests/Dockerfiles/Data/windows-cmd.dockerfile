FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
WORKDIR /app
RUN if not exist out mkdir out && dir
CMD ["cmd", "/C", "start.cmd"]
