FROM openjdk:8
ADD http://example.com/agent.jar /agent.jar
RUN apt-get update && apt-get install -y maven wget sudo \
  && wget http://example.com/jdk.tar.gz && tar xzf jdk.tar.gz
COPY . /build
RUN cd /build && mvn package
RUN cp /build/target/app.jar /app.jar
RUN rm -rf /build /var/lib/apt/lists/*
VOLUME /data
RUN mkdir -p /data/x && chown 1000 /data/x
CMD java -jar /app.jar
