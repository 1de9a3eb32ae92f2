FROM pg-ci/lines-onbuild
COPY c/l2 /two
RUN pkg l3 /three
