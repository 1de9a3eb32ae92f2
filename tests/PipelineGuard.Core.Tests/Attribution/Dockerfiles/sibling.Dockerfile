FROM pg-ci/lines
COPY c/l2 /two
CMD ["sh"]
