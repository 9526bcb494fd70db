### Entrar y salir.
account-sign-in-title = Entrar
account-sign-in = Entrar
account-about = Alongside es donde las familias ven su plan y le escriben a su equipo.
# $agency is the name of the agency.
account-run-by = Lo administra { $agency }. Es gratis.
account-run-by-your-agency = Lo administra la agencia que trabaja con su familia. Es gratis.
account-promise = Usted elige quién lee lo que escribe. Puede ver quién vio su expediente.
account-name-label = Su nombre para entrar
account-passphrase-label = Su frase secreta
account-show-passphrase = Mostrar la frase secreta
account-device = ¿Este teléfono o computadora es solo suyo?
account-device-own = Sí, solo yo lo uso. Mantener mi sesión abierta

# $minutes is 15.
account-device-shared = No, otras personas también lo usan. Cerrar mi sesión si no hago nada durante { $minutes } minutos
account-kept = Su sesión se cerró. Guardamos lo que usted escribió. Entre para continuar.
account-locked = Bloqueamos esta página porque nadie la usó por un rato. Entre para continuar.
account-first-title = ¿Es su primera vez aquí?
account-first-body = Su trabajador(a) social o su mentor(a) de padres le dará un papel con un código.
account-first-link = Tengo un código
account-welcome-title = Le damos la bienvenida
account-code-label = El código de su papel
account-code-hint = 20 letras y números. Los espacios y guiones no importan.
account-code-go = Continuar
account-have-name = Ya tengo un nombre para entrar
account-choose-language = ¿Qué idioma quiere usar?
account-reads-title = Quién lee qué
account-reads-team = Su equipo puede leer el plan. Algunas partes son solo para las personas de quienes tratan.
account-reads-words = Antes de enviar algo, usted ve quién lo va a leer.
account-reads-log = Cuando alguien de fuera de su familia abre su expediente, usted puede ver quién fue y cuándo.
# Para personas de la agencia, que no tienen familia aquí.
account-reads-staff = Las familias pueden ver quién abrió su expediente y cuándo.
account-choose-title = Elija cómo va a entrar
account-welcome-body = No necesita correo electrónico.
account-choose-name = Elija un nombre para entrar
account-choose-name-hint = No tiene que ser su nombre verdadero.
account-choose-passphrase = Elija una frase secreta
account-choose-passphrase-hint = Al menos { $count } caracteres. Sirven bien cuatro o cinco palabras que solo usted juntaría.
account-offered = Puede usar esta frase secreta. Escríbala en papel antes de empezar:
account-offered-other = O elija la suya. Para ver otra, vuelva a cargar esta página.
account-accept = Empezar
account-invalid-title = Este código no funciona
account-invalid-body = Compárelo con su papel, de cuatro en cuatro letras o números. Si es igual, pida un código nuevo a su trabajador(a) social. Cada código sirve una sola vez y por poco tiempo.
account-invalid-used = Si ya usó este código, entre con su nombre y su frase secreta.
account-cookies-title = Su navegador no guarda nuestra cookie
account-cookies-body = Ponemos una pequeña cookie para saber que es usted mientras usa el portal. Su navegador no la guardó, y por eso todavía no puede entrar.
account-cookies-settings = Permita las cookies de esta página en los ajustes de su navegador. Después inténtelo otra vez.
account-cookies-app = Si abrió esta página dentro de otra aplicación o en una ventana privada, ábrala en el navegador que usa siempre.
account-cookies-call = Si esto no ayuda, llámenos. El número está abajo.
account-language-title = Idioma
account-language-other = ¿Necesita otro idioma o letra grande? Llámenos. Es gratis.
account-exit-title = Cómo salir rápido de este sitio
account-exit-does = El botón “Salir ya” está arriba en todas las páginas. Cierra su sesión y abre una página del clima.
account-exit-shortcut = En una computadora, también puede oprimir tres veces seguidas la tecla Shift (mayúsculas).
account-exit-limits = Lo que el botón no puede hacer
account-exit-history = Su historial todavía mostrará que usted estuvo aquí. Puede borrar su historial.
account-exit-typed = Lo que escribió y no envió se puede perder.
account-exit-watch = Si alguien vigila su teléfono con una aplicación, todavía puede ver lo que usted hace.
account-exit-on = Entiendo. Continuar
account-demo-title = Explore el sitio
account-demo-body = Esto es una demostración. Todas las personas son inventadas. Elija una familia y después una persona.
account-demo-person = { $name } · { $role }

## My details
account-details-title = Mis datos
account-details-body = Todas las personas de su equipo ven su nombre, sus pronombres, cómo se dice su nombre y sus idiomas.
account-details-name = El nombre que quiere que usemos

# $name is the name that the agency has.
account-details-name-hint = Su agencia tiene el nombre { $name }. Si deja esto vacío, usamos ese nombre.
account-details-pronouns = Sus pronombres
account-details-pronouns-hint = Por ejemplo: ella, él o elle. No tiene que decirlo.
account-details-say = Cómo se dice su nombre
account-details-say-hint = Escríbalo como suena.
account-details-speaks = Idiomas que habla
account-details-reads = Idiomas que lee
account-details-more-languages = Más idiomas
account-details-agency-languages = Usted interpreta para familias; por eso su agencia lleva la lista de sus idiomas. Si hay que cambiarla, pídalo a su agencia.
account-details-formats = ¿Necesita leer las cosas de otra manera?
account-details-formats-hint = Solo lo ven usted y los trabajadores(as) sociales de su equipo.
account-format-large-print = Letra grande
account-format-audio = Una grabación para escuchar
account-format-braille = Braille
account-details-save = Guardar
account-details-saved = Sus datos están guardados.
account-details-more = Más sobre usted
account-details-reach = Cuándo y cómo podemos avisarle
account-self-title = Quién soy
account-self-why = Por qué preguntamos: sus respuestas ayudan a su trabajador(a) social a encontrar personas y servicios adecuados para usted. Algunas personas además tienen más derechos, como los miembros de una tribu.
account-self-optional = No tiene que contestar nada de esto.
account-self-private = Solo usted puede leer sus respuestas, a menos que las comparta con los trabajadores(as) sociales de su equipo. Su familia nunca las ve.
account-self-races = Raza y origen étnico
account-self-races-hint = Elija todo lo que corresponda.
account-race-american-indian = Indígena americano o nativo de Alaska
account-race-asian = Origen asiático
account-race-black = Raza negra u origen afroamericano
account-race-hispanic = Origen hispano o latino
account-race-middle-eastern = Origen de Medio Oriente o del norte de África
account-race-pacific-islander = Nativo de Hawái o de las islas del Pacífico
account-race-white = Raza blanca
account-self-race-words = En sus propias palabras
account-self-tribe = Su tribu o nación
account-self-tribe-hint = Esto no avisa a la corte ni a una tribu. Si un niño o una niña de su familia puede pertenecer a una tribu, dígaselo también a su trabajador(a) social.
account-self-gender = Su género
account-self-gender-hint = Use las palabras que quiera.
account-self-who = ¿Quién puede leer esto?
account-self-who-me = Solo yo
account-self-who-workers = Yo y los trabajadores(as) sociales de mi equipo
account-self-saved-me = Guardado. Solo usted puede leerlo.
account-self-saved-workers = Guardado. Ahora los trabajadores(as) sociales de su equipo pueden leerlo.
account-self-deleted = Guardado. Aquí ya no hay nada sobre usted.
account-window-title = Ocultar el nombre de este sitio
account-window-body = Otras personas pueden ver un nombre y un dibujo pequeño en la parte de arriba de su navegador, o en la lista de páginas que usted abrió. Puede elegir un nombre y un dibujo que no les digan nada.
account-window-limit = La dirección de este sitio se sigue viendo, y también lo que hay en la página. Antes de entrar se ve el nombre de siempre.
account-window-reader = Si usa un lector de pantalla, este dirá el mismo nombre en todas las páginas.
account-window-choice = ¿Qué quiere que se vea?
account-window-usual = Alongside y el nombre de la página
account-look-notes = Notas
account-look-weather = El clima
account-look-recipes = Recetas
account-window-saved = Guardado. Ya puede verlo en la parte de arriba de su navegador.

## Base
account-title = Su cuenta
account-devices-title = Dónde está abierta su cuenta
account-devices-body = Estos son los teléfonos y computadoras donde su cuenta está abierta.
account-devices-this = Este
account-devices-own = Solo usted lo usa
account-devices-shared = Otras personas también lo usan
account-devices-locked = Bloqueado hasta que usted vuelva a entrar

## Passkeys: the list and the buttons

# $moment is a day and a time.
account-passkeys-last = Último uso: { $moment }
account-passkeys-unused = Todavía sin usar
account-passkeys-new = Hacer una llave de acceso
account-passkeys-name = Nombre de esta llave de acceso
account-passkeys-name-hint = Con el nombre sabrá después en qué teléfono o computadora está.
account-passkeys-make = Hacerla en este teléfono o computadora
account-passkeys-remove = Quitar
account-passkeys-added = Su llave de acceso está lista. La próxima vez puede entrar con ella.
account-passkeys-removed = Se quitó la llave de acceso. Ya no abre su cuenta.
account-passkeys-full = No puede tener más llaves de acceso. Quite una antes de hacer otra.
account-passkeys-shared = Al entrar, usted dijo que otras personas también usan este teléfono o computadora. Solo puede hacer una llave de acceso donde nadie más lo usa. ¿Es solo suyo? Cierre la sesión, entre otra vez y elija “Sí, solo yo lo uso”.
account-passkeys-missing = Aquí no puede hacer una llave de acceso. Puede entrar como lo hace ahora.
account-passkeys-help = ¿Perdió un teléfono? Quite aquí su llave de acceso. Después cierre la sesión de ese teléfono en esta página:
account-passkey-title = Entrar con una llave de acceso
account-passkey-body = Con una llave de acceso, usted entra de la misma manera en que desbloquea su teléfono o computadora. Solo sirve si ya hizo una antes.
account-passkey-ask = Entrar con una llave de acceso
account-passkey-use = Continuar con una llave de acceso
account-passkey-instead = Usar una llave de acceso
account-passkey-passphrase = Usar mi frase secreta
account-passkey-missing = Las llaves de acceso no funcionan en este navegador. Puede usar su frase secreta.
account-passkey-failed = No funcionó. Nada cambió. Puede intentar otra vez.
account-passkey-known = Este teléfono o computadora ya tiene una llave de acceso suya.

## Confirmed contact
account-confirm-email-title = Confirme su correo electrónico
account-confirm-phone-title = Confirme su número de teléfono
account-confirm-no-email = Todavía no nos ha dado un correo electrónico. Puede agregarlo con el enlace de arriba.
account-confirm-no-phone = Todavía no nos ha dado un número de teléfono para mensajes de texto. Puede agregarlo con el enlace de arriba.
account-confirm-not-yet = Sin confirmar todavía.
account-confirm-tag = Sin confirmar todavía
account-confirm-still = De todos modos enviamos ahí nuestros avisos. Con un código puede comprobar que le llegan a usted.

# $date is the day on which it was confirmed.
account-confirm-since = Se confirmó el { $date }.

# $words is the sentence that is sent, with a made-up code.
account-confirm-what = Enviamos solo esto, y no dice quiénes somos: “{ $words }”
account-confirm-send = Enviarme un código
account-confirm-again = Enviarme un código nuevo
account-confirm-sent = Su código está en camino. Puede tardar unos minutos. Escríbalo abajo.
account-confirm-failed = No pudimos enviar el código. Revise el correo electrónico o el número de teléfono de arriba. Si no es correcto, cámbielo con el enlace al principio de esta página. Si es correcto, pida un código nuevo.

# $from and $until are times of day.
account-confirm-hours = Nos pidió no enviar nada a esta hora. Puede recibir un código de { $from } a { $until }.
account-confirm-code = Su código
account-confirm-code-hint = 6 números. Si recibió más de un código, use el más nuevo.
account-confirm-go = Confirmar
account-confirm-done = Gracias. Ya está confirmado.

# The next two are sent to the address. $code is the code.
account-confirm-subject = Su código
account-confirm-message = Su código es { $code }. Funciona durante 15 minutos. Si no lo pidió, no tiene que hacer nada.

## Change passphrase
account-new-passphrase-title = Cambiar su frase secreta
account-new-passphrase-body = Escriba su nombre para entrar y la frase secreta que usa ahora. Luego elija una nueva frase secreta.
account-new-passphrase-current = La frase secreta que usa ahora
account-new-passphrase-offered = Puede usar esta frase secreta. Escríbala en papel antes de guardar:
account-new-passphrase-ends = Al guardar, cerramos su sesión en todos sus otros teléfonos y computadoras. Sus llaves de acceso y la dirección privada de su calendario dejan de servir. Puede hacer otras.
account-new-passphrase-go = Guardar la nueva frase secreta
account-new-passphrase-saved = Su nueva frase secreta ya funciona. Se cerró la sesión en todos sus otros teléfonos y computadoras. Sus llaves de acceso y la dirección de su calendario de antes ya no sirven.
account-new-passphrase-card = Si tiene una tarjeta de recuperación, sigue sirviendo. Si es posible que otra persona la haya visto, haga una nueva.
account-new-passphrase-forgot = No recuerdo mi frase secreta. Usar un código de recuperación
account-new-passphrase-none = Usted entra sin frase secreta, así que aquí no hay nada que cambiar.

## Where one is signed in, and what changed

account-devices-last = Último uso: { $moment }
account-devices-end = Cerrar la sesión allí
account-devices-end-all = Cerrar la sesión en todos los demás
account-devices-only = Su cuenta no está abierta en ningún otro lugar.
account-devices-help = ¿Ve uno que no es suyo? Cierre esa sesión. Luego cambie su frase secreta. Si necesita ayuda, llámenos. El número está abajo.
account-devices-notices-elsewhere = Es posible que los avisos también estén activados en un teléfono o una computadora que no está en esta lista. Puede detenerlos todos.
account-devices-ended = Su cuenta ya no está abierta allí.
account-devices-all-ended = Ahora su cuenta está abierta solo aquí.
account-device-unknown = Un teléfono o una computadora
account-device-is-android-phone = Teléfono Android
account-device-is-android-tablet = Tableta Android
account-device-is-iphone = iPhone
account-device-is-ipad = iPad
account-device-is-windows-computer = Computadora con Windows
account-device-is-mac = Mac
account-device-is-chromebook = Chromebook
account-device-is-linux-computer = Computadora con Linux
account-events-title = Qué cambió en su cuenta
account-events-body = Cada vez que alguien entra desde un teléfono o una computadora nueva, o cambia cómo usted entra, aparece aquí. Nadie puede borrar una línea.
account-events-empty = Todavía no ha cambiado nada.
account-events-seen = Ya leí esto

# $count is how many.
account-events-unseen =
    { $count ->
        [one] Cambió una cosa en su cuenta. Por favor léala
        [many] Cambiaron { $count } cosas en su cuenta. Por favor léalas
       *[other] Cambiaron { $count } cosas en su cuenta. Por favor léalas
    }
account-events-help = ¿Hay algo que usted no hizo? Cierre la sesión en todos los demás y llámenos. El número está abajo.
account-event-new = Nuevo

# $name is the name of the person who did it.
account-event-by = Lo hizo { $name }
account-event-by-other = Lo hizo alguien que trabaja con usted
account-event-is-passphrase-set = Se eligió una frase secreta nueva
account-event-is-passkey-added = Se agregó una llave de acceso
account-event-is-passkey-removed = Se quitó una llave de acceso
account-event-is-recovery-codes-made = Se crearon códigos de recuperación nuevos
account-event-is-recovery-code-used = Se usó un código de recuperación
account-event-is-voucher-made = Se creó un código para que usted pueda volver a entrar
account-event-is-voucher-used = Se usó un código para volver a entrar
account-event-is-signed-in-new-device = Alguien entró desde un teléfono o una computadora nueva
account-event-is-session-ended = Se cerró la sesión en un teléfono o una computadora
account-event-is-sessions-ended = Se cerró la sesión en todos los demás teléfonos y computadoras
account-event-is-details-changed = Se cambiaron sus datos
account-event-is-contact-changed = Hubo un cambio en su correo electrónico, su número de teléfono o sus avisos
account-event-is-staff-identity-linked = Se conectó su cuenta del trabajo
account-event-is-staff-identity-removed = Se desconectó su cuenta del trabajo
account-event-is-totp-added = Se agregó una aplicación de códigos para entrar
account-event-is-totp-removed = Se quitó la aplicación de códigos para entrar
account-again-title = Confirme que es usted
account-again-body = Por su seguridad, queremos confirmar que es usted antes de continuar.
account-again = Continuar

## Getting back in
account-recover-title = No puedo entrar
account-recover-body = Puede volver a entrar con un código. No necesita correo electrónico ni número de teléfono.
account-recover-code = Su código
account-recover-code-hint = 16 letras y números, de su tarjeta de recuperación o de una persona de su equipo. Los espacios y los guiones no importan.
account-recover-code-retype = Por su seguridad, no guardamos su código. Por favor, escríbalo otra vez. Tiene 16 letras y números.
account-recover-passphrase = Elija una nueva frase secreta
account-recover-go = Entrar
account-recover-none-title = Si no tiene un código
account-recover-none-who = Pida ayuda a su trabajador(a) social. Si usted es mentor(a) de padres, o tiene uno o una, también puede pedirla a quien coordina a los mentores de padres. Si trabaja con familias, llámenos. El número está abajo.
account-recover-none-how = Se reúnen en persona, para que nadie más pueda entrar con su nombre. Después le pueden hacer un código. Funciona durante 30 minutos.
account-recover-remembered = Ya recuerdo mi frase secreta
account-recovered = Ya entró. Su nueva frase secreta ya funciona. Se cerró la sesión en todos sus otros teléfonos y computadoras.

# $names is the sign-in name.
account-recovered-name = Su nombre para entrar es { $names }.
account-recovered-card = Los códigos de su tarjeta de recuperación anterior ya no funcionan. Puede hacer una tarjeta nueva.
account-recovered-app = Se quitó su aplicación anterior de códigos para entrar. Puede agregar otra.
account-recovery-title = Tarjeta de recuperación
account-recovery-body = Una tarjeta de recuperación tiene diez códigos. Con uno de ellos puede entrar si olvida su frase secreta o pierde su teléfono. Cada código funciona una sola vez.
account-recovery-secret = Guarde la tarjeta donde solo usted la encuentre. Cualquier persona que la tenga puede abrir su cuenta.
account-recovery-none = Todavía no tiene una tarjeta de recuperación.

# $day is when the card was made.
account-recovery-made = Fecha de su tarjeta: { $day }.

# $count is how many codes of the card are not used.
account-recovery-left =
    { $count ->
        [0] Ya se usaron todos sus códigos.
        [one] Queda { $count } código.
        [many] Quedan { $count } códigos.
       *[other] Quedan { $count } códigos.
    }
account-recovery-make = Hacer una tarjeta de recuperación
account-recovery-again = Hacer una tarjeta nueva
account-recovery-ends = Si hace una tarjeta nueva, los códigos de la anterior dejan de funcionar.
account-recovery-new = Esta es su tarjeta nueva. Imprímala o cópiela a mano ahora. No podemos mostrarla otra vez.
account-recovery-where = Si no puede entrar, vaya a esta página y escriba uno de estos códigos. Tache cada código que use.

## Invitations
account-invite-link = Invitar a alguien
account-invite-person = Invitar a { $name } a crear su cuenta
account-invite-title = Invitar personas al portal
account-invite-back = Volver al equipo
# $days is 14.
account-invite-body = Imprima una carta con un código y entréguesela usted a la persona. Con ella crea su propia cuenta. Un código sirve una sola vez, durante { $days } días. Usted nunca ve su frase secreta.
account-invite-none = Ahora no hay a quién invitar.
account-invite-not-yet = Todavía no tiene invitación.
account-invite-open = Tiene una invitación. Sirve hasta el { $day } inclusive.
account-invite-open-by = Tiene una invitación de { $name }. Sirve hasta el { $day } inclusive.
account-invite-make = Hacer la carta: { $language }
account-invite-again = Hacer una carta nueva: { $language }
account-invite-replaces = Una carta nueva anula la anterior. Úsela cuando una carta se pierde.
account-invite-other-language = La carta en otro idioma:
account-invite-revoke = Cancelar la invitación
account-invite-revoked = La invitación está cancelada. El código de la carta ya no funciona.
account-invite-have = Ya tienen cuenta
account-invite-agency = A estas personas las invita la agencia
account-letter-title = Su invitación a Alongside
account-letter-gone = Aquí no hay ninguna carta. Una carta se muestra una sola vez. Si todavía la necesita, haga una nueva en la página donde invita a las personas.
account-letter-home = Ir a la página de inicio
account-letter-once = Imprima esta carta ahora. Solo se muestra esta vez.
account-letter-for = Para { $name }
account-letter-how = Cómo empezar
account-letter-scan = Apunte la cámara de su teléfono a este cuadro:
account-letter-square = Un cuadro que abre la página para su código
account-letter-address = O escriba esta dirección en su navegador:
account-letter-code = Después escriba este código:
account-letter-choose = Elija su idioma, un nombre para entrar y una frase secreta. No necesita correo electrónico ni número de teléfono. Toma unos tres minutos.
account-letter-until = El código sirve una sola vez. Puede usarlo hasta el { $day } inclusive.
account-letter-keep = Guarde este papel donde otras personas no lo vean. Después de empezar, ya no lo necesita.
account-letter-lost = ¿Perdió este papel o tiene una pregunta? Llámenos:

## Passkeys
account-passkeys-title = Llaves de acceso
account-passkeys-body = Con una llave de acceso, usted entra de la misma manera en que desbloquea su teléfono o computadora. Usa el dedo, la cara o su PIN. Su frase secreta también sigue sirviendo.
account-passkeys-warning = Haga una llave de acceso solo si nadie más puede desbloquear este teléfono o computadora. Ahí se guarda una lista de llaves de acceso. En esa lista se ve la dirección de este sitio.
account-passkeys-empty = Todavía no tiene llaves de acceso.

## Staff
account-staff-title = ¿Trabaja usted para la agencia?
account-staff-body = Entre con su cuenta del trabajo. Es posible que necesite su teléfono del trabajo o su llave de seguridad.
account-staff-own = Usar mi cuenta del trabajo en mi propia computadora o teléfono
account-staff-shared = Usar mi cuenta del trabajo en una computadora compartida. Cerrar mi sesión si no hago nada durante { $minutes } minutos
account-staff-or = O elija un nombre para entrar y una frase secreta
account-staff-again = Confirmar con mi cuenta del trabajo
account-staff-problem-title = Usted todavía no ha entrado
account-staff-unavailable = La página de su agencia para entrar no responde en este momento. Espere unos minutos y vuelva a intentarlo.
account-staff-stale = Pasó demasiado tiempo, o usted empezó en otro navegador. Por favor empiece de nuevo.
account-staff-refused = El sistema de su agencia no le permitió entrar aquí. Vuelva a intentarlo y use su segundo paso, como un código o una llave de seguridad. Si eso no funciona, llame al servicio de ayuda de su agencia.
account-staff-unknown = Esta cuenta del trabajo no está conectada con nadie que trabaje aquí con una familia. Pida una invitación a la persona que supervisa su trabajo.
account-staff-code = Esta invitación no funciona, o esta cuenta del trabajo ya es de otra persona. Pida una invitación nueva a la persona que supervisa su trabajo.
account-second-step-title = Un paso más
account-second-step-label = El código de su aplicación
account-second-step-hint = 6 números. Cada 30 segundos hay un código nuevo.
account-second-step-go = Continuar
account-second-step-over = Empezar de nuevo
account-second-step-lost = ¿Perdió el teléfono con la aplicación? Un código de su tarjeta de recuperación no basta aquí. Si usted es mentor(a) de padres, hable con quien coordina a los mentores de padres. Si trabaja con familias, llámenos. El número está abajo. Se reúnen en persona y recibe un código nuevo, que reemplaza la aplicación.
account-app-title = Aplicación de códigos para entrar
account-app-why = Cada vez que entre, usted escribe su frase secreta y después un código de una aplicación en su teléfono. Quien solo sabe su frase secreta no puede entrar.
account-app-get = En su teléfono, abra una aplicación que crea códigos para entrar. Se llama aplicación de autenticación. Si no tiene ninguna, descargue una de su tienda de aplicaciones.
account-app-scan = En la aplicación, agregue una cuenta y apunte la cámara a este cuadro:
account-app-square = Un cuadro que agrega su cuenta a la aplicación
account-app-key = Si no es posible, escriba esta clave de configuración en la aplicación:
account-app-code = Ahora la aplicación muestra un código. Escríbalo abajo.
account-app-open = Abrir la aplicación en este teléfono
account-app-begin = Agregar una aplicación
account-app-remove = Quitar la aplicación
account-app-on = Usted usa una aplicación para entrar.
account-app-off = Usted todavía no usa una aplicación para entrar.
account-app-added = Desde ahora necesita un código de su aplicación para entrar.
account-app-removed = Se quitó la aplicación. Ya no necesita un código de ella para entrar.
