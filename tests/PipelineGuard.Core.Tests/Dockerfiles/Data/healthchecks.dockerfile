FROM nginx:1.27
HEALTHCHECK NONE
HEALTHCHECK --interval=5m --start-period=10s --retries=2 CMD ["/bin/check", "-x"]
HEALTHCHECK CMD wget -q http://localhost || exit 1
HEALTHCHECK
HEALTHCHECK NONSENSE
