jianzhu.ids([
{% for link in v.links %}
[{{ link.path|tojson }}, {{ link.text|quoted }}],
{% endfor %}
]);
