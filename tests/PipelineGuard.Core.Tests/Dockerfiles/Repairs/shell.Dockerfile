FROM debian:12.5
RUN echo `(cd /tmp; pwd)` > /a
RUN echo "`echo "x y"`" `echo a  b` > /b
RUN X=`echo '$HOME'` && echo $X > /c
RUN echo `ls /bin | \
   grep '^s' | head -n 2` > /f
RUN echo `case x in x) echo y;; esac` > /g
RUN export A=$(echo "1 2") && echo $A > /h && env | grep A= > /i
RUN export A="$(echo '1  2')"; echo "$A" > /j; env | grep ^A= > /k
RUN export A=$(cat /nothing); env | grep -c ^A= > /l; true
RUN ! export A=$(false) || echo no > /m
ARG MODE
ARG LIST="a b"
RUN if [ $MODE = debug ]; then echo debug > /n; else echo other > /n; fi
RUN if [ -z $MODE ]; then echo empty > /o; fi
RUN [ $LIST = a ] || echo no > /p
RUN test $MODE || echo none > /q
RUN bash -c "if [ $MODE = debug ]; then true; else echo other > /r; fi"
