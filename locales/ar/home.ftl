### الصفحة القصيرة الواحدة.
home-hello = مرحبًا { $name }
home-next = القادم
home-next-empty = سيظهر هنا اجتماعكم القادم أو زيارتكم القادمة.
home-owed = ما وعدناكم به
home-agency-owes = ما وعدت به الوكالة
home-steps = خطواتكم القادمة
home-steps-empty = لا خطوات لديكم الآن.
home-see-plan = عرض خطتنا
home-new = جديد لكم
home-new-empty = عندما يكتب لكم أحد، سيظهر ذلك هنا.
home-walk-with = العائلات التي ترافقونها
home-families = عائلاتكم
home-families-empty = عندما تضيفكم عائلة إلى فريقها، ستظهر هنا.
home-looked = تستطيع العائلة أن ترى أنكم فتحتم هذه الصفحة.
home-wanted-title = ترجمات مطلوبة
home-wanted = { $count ->
    [zero] لا نصوص بـ{ $language }
    [one] نص واحد بـ{ $language }
    [two] نصان بـ{ $language }
    [few] { $count } نصوص بـ{ $language }
    [many] { $count } نصًا بـ{ $language }
   *[other] { $count } نص بـ{ $language }
}
home-from-to = { $from } – { $to }
home-when = { $day } · { $time }
home-by = آخر موعد: { $day }
home-was-due = كان موعده { $day }
home-any-time = متى شئتم
home-who-when = { $name } · { $when }
home-late = { $days ->
    [zero] اليوم
    [one] متأخر يومًا
    [two] متأخر يومين
    [few] متأخر { $days } أيام
    [many] متأخر { $days } يومًا
   *[other] متأخر { $days } يوم
}
home-on-time = في الموعد
home-stuck = تحتاجون مساعدة؟
home-wrote = رسالة لكم من { $name }
home-kind-family-time = وقت عائلي
home-kind-meeting = اجتماع الفريق
home-kind-hearing = جلسة محكمة
home-kind-appointment = موعد
home-kind-review = مراجعة الخطة
home-partners = رفقاء الأهالي الذين تدعمونهم
home-partners-empty = عندما يرافق رفيق عائلةً، سيظهر هنا.
home-partner-walks = { $count ->
    [zero] لا يرافق أحدًا الآن
    [one] يرافق والدًا واحدًا
    [two] يرافق والدين
    [few] يرافق { $count } والدين
    [many] يرافق { $count } والدًا
   *[other] يرافق { $count } والد
}
home-asked = ما سألتم الفريق عنه
home-to-answer = بانتظار جوابكم
home-said = { $name }: { $kind }
home-answered = تم الرد
home-waits = بانتظار الرد
home-answer-by = آخر موعد للرد: { $day }
home-plan-changed = تغيرت خطتنا: النسخة { $version }
home-unread = لم تُقرأ منذ أكثر من يومين
home-unread-hint = كتبت العائلات إلى هؤلاء العاملين. ترون منذ متى تنتظر، لا ما تقوله.
home-unread-days = { $count ->
    [zero] اليوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
