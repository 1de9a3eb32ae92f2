RUN true
CMD ["x"]
