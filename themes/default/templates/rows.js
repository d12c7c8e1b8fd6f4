{% import "rows.html" as list with context %}
jianzhu.rows([
{% for r in v.rows %}
{{ list.row(r)|trim|tojson }},
{% endfor %}
]);
