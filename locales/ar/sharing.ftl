### من اطّلع على سجلنا.
sharing-title = من اطّلع على سجلنا
sharing-body = كلما فتح سجلكم شخص من خارج العائلة، يُكتب ذلك هنا. لا يستطيع أحد محو سطر.
sharing-empty = لم يطّلع أحد بعد. عندما يفعل أحد ذلك، سترونه هنا.
sharing-empty-before = لا يوجد ما هو أقدم.
# Before a choice of people: everyone, or one person.
sharing-filter = عرض
sharing-filter-all = الجميع
sharing-what-home = فتح الصفحة الرئيسية لعائلتكم
sharing-what-plan = قراءة الخطة
sharing-what-calendar = الاطلاع على المواعيد
sharing-what-team = قراءة قائمة الفريق
sharing-what-tribe = القراءة عن صلة الأطفال بقبيلة
sharing-what-transition = قراءة ما شاركه شاب أو شابة من خطتهما الخاصة
sharing-what-thread = قراءة رسائلكم
sharing-what-text = قراءة نص لترجمته
sharing-what-sharing = الاطّلاع على هذه القائمة
# $first and $last are times of a day, such as “9:59 am”.
sharing-times = بين { $first } و{ $last }
# تحت الاسم: من هذا الشخص بالنسبة إلى العائلة، ولماذا يحق له قراءة سجلها.
sharing-why-worker = الأخصائي الاجتماعي أو الأخصائية الاجتماعية لعائلتكم: التخطيط معكم والرد عليكم
sharing-why-supervisor = مشرف أو مشرفة: متابعة عمل الوكالة مع عائلتكم
sharing-why-mentor = داعم أو داعمة من الأهالي: مساندتكم
sharing-why-mentor-coordinator = تنسيق دعم الأهالي: قراءة المحادثات المشتركة معكم فقط
sharing-why-caregiver = مقدم أو مقدمة الرعاية: رعاية طفل من عائلتكم
sharing-why-tribal-representative = ممثل أو ممثلة القبيلة: التحدث باسم القبيلة عن الأطفال
sharing-why-interpreter = مترجم أو مترجمة: قراءة ما طُلبت ترجمته فقط
sharing-wrong = هل ترون اسمًا لم تتوقعوه؟ اتصلوا بنا واسألوا عن السبب.
