FROM mcr.microsoft.com/powershell:7.4-ubuntu-22.04 AS base
SHELL ["pwsh", "-NoLogo", "-Command"]
RUN Get-ChildItem | ForEach-Object { $_.Name }
FROM base
RUN $x = 1; if ($x) { 'yes' }
SHELL ["/bin/sh", "-c"]
RUN cd /tmp && ls
