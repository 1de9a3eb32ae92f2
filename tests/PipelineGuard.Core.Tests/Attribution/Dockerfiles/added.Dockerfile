FROM pg-ci/lines
ADD c/l2.tar /unpacked
ADD c/l3 /three/
COPY ["c/l4", "/four"]
COPY --chown=0:0 c/l5 c/l5 /five/
ADD c/l6.tar /
COPY c/l7 /
