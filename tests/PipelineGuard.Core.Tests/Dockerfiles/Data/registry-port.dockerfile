FROM localhost:5000/team/app
FROM registry.example.com:8443/a/b/c:1.2@sha256:abc
FROM docker.io/library/debian
