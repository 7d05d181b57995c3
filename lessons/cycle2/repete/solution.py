for _ in range(4):
    forward()
    turn_right()
    forward()
    turn_left()
