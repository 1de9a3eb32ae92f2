FROM pg-ci/lines
RUN echo same
RUN echo same
RUN echo same && pkg l4 /a
RUN echo same && pkg l5 /b
RUN echo same && pkg l6 /c
EXPOSE 8080
EXPOSE 8080
RUN echo same && pkg l9 /d
