FROM debian:12 AS Build
FROM debian:12 AS build
FROM debian:12 AS 1bad
FROM debian:12 extra words here
FROM
