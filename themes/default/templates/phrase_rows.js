{% import "parts.html" as parts with context %}
jianzhu.rows([
{% for e in v.entries %}
{{ parts.phrase_row(e, v.most)|trim|tojson }},
{% endfor %}
]);
