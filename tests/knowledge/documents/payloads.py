"""What people have written into templates to get out of them: none may be used as a text of a notice."""

ESCAPES = (
    # to a class, and from there to everything
    "{{ ''.__class__ }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ ().__class__.__bases__[0] }}",
    "{{ [].__class__.__base__ }}", "{{ {}.__class__ }}", "{{ operator.__class__ }}", "{{ (1).__class__ }}",
    "{{ operator.__init__.__globals__ }}", "{{ lines.__class__ }}", "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}", "{{ operator|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ operator|attr('_'*2~'class'~'_'*2) }}", "{{ operator|map(attribute='__class__')|list }}",
    "{{ ''[('_'*2)+'class'+('_'*2)] }}", "{{ operator['\\u005f\\u005fclass\\u005f\\u005f'] }}",
    "{% for one in lines %}{{ one.__class__ }}{% endfor %}", "{% for one in lines %}{{ one['__class__'] }}{% endfor %}",
    "{% for one in lines %}{{ loop.__class__ }}{% endfor %}", "{% for one in lines %}{{ one.name.__class__ }}{% endfor %}",
    # what Jinja2 puts into every template
    "{{ self }}", "{{ self.__init__.__globals__ }}", "{{ self._TemplateReference__context }}", "{{ cycler }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}", "{{ lipsum.__globals__['os'].popen('id').read() }}", "{{ lipsum() }}",
    "{{ range(10) }}", "{{ range(999999999) }}", "{{ dict(a=1) }}", "{{ caller() }}", "{{ varargs }}", "{{ kwargs }}",
    "{{ loop }}", "{{ super() }}", "{% debug %}", "{{ get_flashed_messages.__globals__ }}", "{{ request }}",
    "{{ request.application.__globals__ }}", "{{ config.items() }}", "{{ url_for.__globals__ }}",
    "{{ __builtins__ }}", "{{ __import__('os') }}", "{{ eval('1') }}", "{{ open('/etc/passwd').read() }}",
    # stored str.format and its kin (CVE-2016-10745, CVE-2019-10906, CVE-2024-56326), attr (CVE-2025-27516)
    "{{ '{0.__class__}'.format(operator) }}", "{{ '{a.__class__}'.format_map(dict(a=1)) }}", "{{ '{}'.format }}",
    "{% set f = '{0.__class__}'.format %}{{ f(operator) }}", "{% with f = ''.format %}{{ f(1) }}{% endwith %}",
    "{{ ['{0.__class__}'.format]|map('attr', '__call__')|list }}", "{{ ''|attr('format') }}",
    "{{ '{0.__class__}'|attr('format')(operator) }}", "{{ '%s'|format(operator) }}", "{{ '%c'|format(95) }}",
    "{{ operator.format_map }}", "{% for one in lines %}{{ one.format }}{% endfor %}",
    # tags that load, define, call or remember
    "{% import 'os' as os %}", "{% from 'os' import popen %}", "{% include '/etc/passwd' %}", "{% extends 'base' %}",
    "{% macro m() %}x{% endmacro %}{{ m() }}", "{% call lipsum() %}{% endcall %}", "{% set x = 1 %}{{ x }}",
    "{% set x %}{{ operator }}{% endset %}", "{% block b %}{% endblock %}", "{% filter upper %}x{% endfilter %}",
    "{% do operator.x() %}", "{% trans %}x{% endtrans %}", "{% autoescape false %}{% endautoescape %}",
    "{% with x = operator %}{{ x }}{% endwith %}", "{% break %}", "{% for one in lines %}{% continue %}{% endfor %}",
    # other ways to reach, and to spend
    "{{ operator[0] }}", "{{ operator[::-1] }}", "{{ lines[0].name }}", "{{ lines.0 }}", "{{ operator.upper() }}",
    "{{ operator.name }}", "{{ operator|upper }}", "{{ operator|safe }}", "{{ operator|tojson }}",
    "{{ operator|pprint }}", "{{ operator|default('x') }}", "{{ operator|replace('a', 'b') }}",
    "{{ lines|length('x') }}", "{{ lines|length(**operator) }}", "{{ operator is defined }}",
    "{{ operator is mapping }}", "{{ operator ~ operator }}", "{{ operator * 999999999 }}", "{{ 9 ** 9 ** 9 }}",
    "{{ 2 + 2 }}", "{{ -1 }}", "{{ [operator] }}", "{{ {'a': operator} }}", "{{ (operator, operator) }}",
    "{{ lambda: 1 }}", "{{ operator if operator.__class__ }}",
    "{% for a in lines %}{% for b in lines %}{{ b.name }}{% endfor %}{% endfor %}",
    "{% for a in lines recursive %}{{ loop(lines) }}{% endfor %}", "{% for a in range(9) %}x{% endfor %}",
    "{% for a in 'xxxx' %}x{% endfor %}", "{% for a in lines if a.__class__ %}x{% endfor %}",
    "{% for a, b in lines %}x{% endfor %}", "{% for loop in lines %}{{ loop.name }}{% endfor %}",
    "{% if operator.__class__ %}x{% endif %}", "{% if lipsum %}x{% endif %}", "{{ operator == lipsum }}",
    "{operator.__class__}", "{operator!r}", "{operator[0]}", "{0}", "{}", "{operator", "operator}", "{{ operator }",
    "{{ operator", "{% if operator %}", "{% endfor %}", "{% for %}", "{{ }}", "{{ {{ }}", "#{7*7}", "${{7*7}}", "<%= 7*7 %>{",
    "{{ " + "(" * 400 + "operator" + ")" * 400 + " }}", "{% if operator %}" * 60 + "{% endif %}" * 60,
    "{{ not " * 1 + "not " * 200 + "operator }}", "x{operator}" * 1200,
)  # fmt: skip
HARMLESS = (
    "{% raw %}{{ operator.__class__ }}{% endraw %}", "{# {{ operator.__class__ }} #}", "__class__", "%s %(a)s", "$(id) `id`",
)  # fmt: skip
"""Written out, or left out, as they stand."""
