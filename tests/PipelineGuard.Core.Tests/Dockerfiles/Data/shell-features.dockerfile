FROM debian:12
RUN for f in a b c; do if [ -f "$f" ]; then cat "$f"; else echo "no $f" >&2; fi; done
RUN case "$(uname -m)" in x86_64|amd64) ARCH=x64;; aarch64) ARCH=arm64;; *) exit 1;; esac; curl -o /x "https://example.com/x-${ARCH}"
RUN f() { echo "$1"; }; f a; (cd /tmp && tar xf -) < /a.tar; { echo a; echo b; } > /c
RUN while read -r l; do echo "$l"; done < /etc/passwd; until false; do break; done
RUN [[ $a == b && -n "$c" ]] || exit 1; ((i++)); x=(a b c); echo ${x[@]} $((1 + 2)) `date +%s`
RUN diff <(sort a) <(sort b) | tee /out &> /dev/null & wait
RUN FOO=bar BAZ="a b" env -i QUX=1 nice -n 5 timeout 10s /usr/bin/make -j"$(nproc)"
RUN ! grep -q x /etc/x; echo "it's $'fine'" 'a'"b"c\ d # the end && rm -rf /
RUN bash -o pipefail -ec 'curl -sSL https://example.com | tar xz'
