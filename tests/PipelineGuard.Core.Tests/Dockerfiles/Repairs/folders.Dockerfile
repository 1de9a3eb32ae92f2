FROM debian:12.5
ARG UNSET
ARG TARGET
ENV LIST="/a /b"
ENV PATTERN=/c*
ENV ONE=/d
RUN mkdir -p /a /b /c1 /c2 /d/x /e
RUN rm -rf $LIST
RUN rm -rf $PATTERN
RUN rm -rf $ONE/* && rm -rf /e/$UNSET
RUN if [ -n "$TARGET" ]; then rm -rf "$TARGET/"; fi
RUN mkdir -p /x/y; cd /x/y; pwd > /f
RUN cd /x 2>/dev/null; pwd > /g; (cd /x/y; pwd > /h); pwd > /i
RUN for d in /x /x/y; do cd $d; pwd >> /j; done; true
RUN { cd /x/y; pwd; } > /k; true
RUN cd /x & wait; pwd > /l
RUN echo 'a \

  b' > /m && \
  
  # comment

  echo c > /n
