FROM debian:12
RUN <<ONE cat > /one && <<TWO cat > /two
first $(date)
ONE
second
TWO
RUN bash <<'EOF'
cd /tmp
rm -rf *
EOF
