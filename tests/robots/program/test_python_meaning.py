"""Taught Python says what Python says: the same texts, run by our runner and by Python itself."""

import contextlib
import io

import pytest

from robots.program.faces import read_face
from tests.robots.playing import play, said

PROGRAMS = {
    "lists": """
x = [3, 1, 2]
x.append(5)
x.insert(0, 9)
x.sort()
print(x, x.pop(), x.pop(0))
x.reverse()
x.extend([7, 7])
x.remove(7)
print(x, x.index(7), x.count(7), 3 in x)
y = x.copy()
y.clear()
x[0] = 8
x[1] += 4
del x[-1]
print(x, y, len(x))
""",
    "parts": """
x = 'ribambelle'
print(x[0], x[-1], x[2:5], x[::2], x[::-1], x[:3], x[8:])
y = [1, 2, 3, 4]
print(y[1:], y[::-1], y[3:0:-2], (1, 2, 3)[1])
""",
    "dictionaries": """
d = {'a': 1, 'b': 2}
d['c'] = 3
d['a'] += 5
print(d, len(d), 'a' in d)
for k, v in d.items():
    print(k, v)
for k in d:
    print(k)
print(d.get('z'), d.get('z', 0), d.pop('a'), d.pop('q', 4))
d.update({'e': 6})
print(d)
print(sorted(d), list(d.values()), list(d.keys()))
""",
    "unpacking": """
a, b = 1, 2
a, b = b, a
print(a, b)
c = d = []
c.append(1)
print(d)
for i, x in enumerate(['u', 'v']):
    print(i, x)
for x, y in zip([1, 2], 'ab'):
    print(x, y)
""",
    "templates": """
x = 3.14159
n = 'Léa'
print(f'{n} : {x:.2f} m')
print(f'{7:03d}|{n:>6}|{n:*^9}')
print(f'{{{x}}}', f'{1 + 1}', f'{[1, 2]}')
print('a', 1, 2.0, sep='-')
""",
    "texts": """
t = ' Bonjour à tous '
print(t.strip().upper(), t.lower(), t.split(), len(t))
print('-'.join(['a', 'b']), t.replace('o', '0'), t.find('j'), t.count('o'))
print('12'.isdigit(), 'a1'.isalpha(), 'été'.title(), 'ab'.startswith('a'), ord('A'), chr(97))
""",
    "numbers": """
print(sum([1, 2]), min(3, 1), max([4, 9]), abs(-2), round(2.567, 1), int('4') + 1)
print(sorted([3, 1, 2], reverse=True), list(range(2, 8, 3)), 7 // 2, 7 % 3, 2 ** 10, 7 / 2)
print(bool(0), float('1.5'), str(3) + '!', tuple([1, 2]), -7 // 2, -7 % 3)
""",
    "loops": """
s = 0
for i in range(10):
    if i == 7:
        break
    if i % 2:
        continue
    s += i
print(s)
for c in 'abc':
    print(c)
for i in range(5, 0, -2):
    print(i)
pas = 3
for i in range(0, 10, pas):
    print(i)
""",
}


def python_says(text: str) -> list[str]:
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(text, {})
    return shown.getvalue().splitlines()


@pytest.mark.parametrize("name", PROGRAMS)
def test_taught_python_means_what_python_means(name):
    program = read_face("python", PROGRAMS[name])
    assert said(play(*program.stacks)) == python_says(PROGRAMS[name])
