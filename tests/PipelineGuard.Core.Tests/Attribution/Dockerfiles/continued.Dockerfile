FROM pg-ci/lines
RUN mkdir -p /a \
    # a comment within
    && pkg l2 /a \

    && pkg l2 /b
copy c/l7 \
     /c
RUN true && \
    pkg l9 /d
