### Quién vio nuestro expediente.
sharing-title = Quién vio nuestro expediente
sharing-body = Cada vez que alguien de fuera de su familia abre su expediente, queda anotado aquí. Nadie puede borrar una línea.
sharing-empty = Nadie lo ha visto todavía. Cuando alguien lo haga, lo verá aquí.
sharing-empty-before = No hay nada anterior.
# Before a choice of people: everyone, or one person.
sharing-filter = Mostrar
sharing-filter-all = Todas las personas
sharing-what-home = Abrió la página de inicio de su familia
sharing-what-plan = Leyó el plan
sharing-what-calendar = Vio las fechas
sharing-what-team = Leyó la lista del equipo
sharing-what-tribe = Leyó sobre los lazos de los niños con una tribu
sharing-what-transition = Leyó lo que una persona joven compartió de su propio plan
sharing-what-thread = Leyó sus mensajes
sharing-what-text = Leyó un texto para traducirlo
sharing-what-sharing = Vio esta lista
# $first and $last are times of a day, such as “9:59 am”.
sharing-times = Entre { $first } y { $last }
# Debajo de un nombre: quién es esta persona para la familia y por qué puede leer su expediente.
sharing-why-worker = Su trabajador(a) social: planea con su familia y le responde
sharing-why-supervisor = Supervisor(a): revisa el trabajo de la agencia con su familia
sharing-why-mentor = Su mentor(a) de padres: le apoya
sharing-why-mentor-coordinator = Coordinación de mentores de padres: solo lee las conversaciones en que participa
sharing-why-caregiver = Cuidador(a): cuida a un niño o una niña de su familia
sharing-why-tribal-representative = Representante de la tribu: habla por la tribu sobre los niños
sharing-why-interpreter = Intérprete: solo lee lo que alguien pidió interpretar
sharing-wrong = ¿Ve un nombre que no esperaba? Llámenos y pregunte por qué.
