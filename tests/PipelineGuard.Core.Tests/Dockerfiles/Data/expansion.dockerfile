FROM scratch
ENV FILE=archive.tar.gz EMPTY=
ENV A=${FILE%.*} B=${FILE%%.*} C=${FILE#*.} D=${FILE##*.} E=${FILE/tar/zip} F=${FILE//a/o}
ENV G=${EMPTY:-dash} H=${EMPTY-dash} I=${EMPTY:+plus} J=${FILE+plus} K=${MISSING:-"two words"}
ENV L=\$FILE M='$FILE' N="$FILE" O="\"q\"" P=a\ b
WORKDIR /srv/$A/${G}
