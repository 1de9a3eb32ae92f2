FROM pg-ci/lines
LABEL added=later
RUN pkg l3 /three
COPY c/l4 /four
RUN pkg changed /five --with --other --words
RUN pkg l6 /six
COPY c/l7 /seven
