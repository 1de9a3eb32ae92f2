FROM debian:12
RNU true
INCLUDE other.dockerfile
run echo lower case is fine
CoPy a b
