# builder: buildah
from debian:12.5 AS Base
RUN echo base > /base.txt
FROM debian:12.5 As Build
COPY --from=Base /base.txt /built.txt
FROM Build
COPY --from=Base /base.txt /again.txt
COPY --from=Build /built.txt /built2.txt
RUN --mount=type=bind,from=Base,target=/from cp /from/base.txt /copied.txt
run echo x > /x
