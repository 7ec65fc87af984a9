# A decoder that asks, of functions of one variable on [0,1] with minimum 0 and maximum 1 which increase: it looks for the place where
# they rise above 0.1, to four digits. Run it by: ./eyewitness defeat MONO --ask --dimension 1 --exec "sh bisect.sh"
read -r visualization
low=0
high=10000
while [ $((high - low)) -gt 1 ]; do
  middle=$(((low + high) / 2))
  echo "{\"ask\":[${middle}e-4]}"
  read -r answer
  case $answer in
    '{"value":0.0'*) low=$middle ;;
    *) high=$middle ;;
  esac
done
echo '{"ready":true}'
read -r x
echo '{"z":0.5}'
