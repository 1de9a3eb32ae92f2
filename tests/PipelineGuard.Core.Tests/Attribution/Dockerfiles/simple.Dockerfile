# A comment in front.
FROM pg-ci/lines
RUN pkg l3 /one
COPY c/l4 /two

ENV MODE=production
RUN pkg l7 /three
CMD ["sh", "-c", "true"]
