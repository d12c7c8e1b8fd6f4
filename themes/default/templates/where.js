jianzhu.where({{ v.rows|tojson }});
