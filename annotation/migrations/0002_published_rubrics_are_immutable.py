"""The database itself refuses to change a published rubric or the content of a task, whoever asks."""

from django.db import migrations

REFUSE = """
    CREATE FUNCTION annotation_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% of % cannot change once stored', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END $$;

    CREATE TRIGGER published_rubric BEFORE UPDATE ON annotation_rubric FOR EACH ROW
    WHEN (OLD.criteria IS DISTINCT FROM NEW.criteria OR OLD.sha256 IS DISTINCT FROM NEW.sha256
        OR OLD.version IS DISTINCT FROM NEW.version OR OLD.project_id IS DISTINCT FROM NEW.project_id)
    EXECUTE FUNCTION annotation_refuse_change('criteria');

    CREATE TRIGGER imported_content BEFORE UPDATE OF content, content_sha256 ON annotation_task FOR EACH ROW
    WHEN (OLD.content IS DISTINCT FROM NEW.content OR OLD.content_sha256 IS DISTINCT FROM NEW.content_sha256)
    EXECUTE FUNCTION annotation_refuse_change('content');

    CREATE TRIGGER submitted_answer BEFORE UPDATE OF answer, body_sha256, annotator_id ON annotation_annotation
    FOR EACH ROW
    WHEN (OLD.answer IS DISTINCT FROM NEW.answer OR OLD.body_sha256 IS DISTINCT FROM NEW.body_sha256
        OR OLD.annotator_id IS DISTINCT FROM NEW.annotator_id)
    EXECUTE FUNCTION annotation_refuse_change('answer');
"""

ALLOW = """
    DROP TRIGGER submitted_answer ON annotation_annotation;
    DROP TRIGGER imported_content ON annotation_task;
    DROP TRIGGER published_rubric ON annotation_rubric;
    DROP FUNCTION annotation_refuse_change();
"""

# Tasks leave the queue's index as they are answered; vacuum often, so that its head stays short.
VACUUM = "ALTER TABLE annotation_task SET (autovacuum_vacuum_scale_factor = 0.02, fillfactor = 90)"
VACUUM_AS_BEFORE = "ALTER TABLE annotation_task RESET (autovacuum_vacuum_scale_factor, fillfactor)"


class Migration(migrations.Migration):
    dependencies = [("annotation", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE, ALLOW), migrations.RunSQL(VACUUM, VACUUM_AS_BEFORE)]
