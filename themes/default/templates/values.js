jianzhu.values({
{% for word, values in v.facets %}
{{ word|tojson }}: [{% for key, text in values %}[{{ key|tojson }}, {{ text|quoted }}]{% if not loop.last %}, {% endif %}{% endfor %}],
{% endfor %}
});
