FROM pg-ci/lines AS app
RUN pkg l2 /app
COPY c/l3 /three
FROM app AS tests
RUN pkg l5 /tests
COPY c/l6 /six
