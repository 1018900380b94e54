namespace Matching.Storage.Postgres;

/// <summary>A trigger with the function it calls; both carry its name.</summary>
internal sealed record PostgresTrigger(string Name, string Sql)
{
    /// <summary>Refuses <paramref name="act"/> on each row for which <paramref name="condition"/> holds (PL/pgSQL over NEW and OLD).</summary>
    public static PostgresTrigger Refusing(string name, string table, string act, string condition, string message) => new(
        name,
        $"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF {condition} THEN
                RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            RETURN NEW;
        END $body$;
        CREATE OR REPLACE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
        ALTER TABLE {table} ENABLE TRIGGER {name};
        """);

    /// <summary>Refuses a whole statement, whatever its rows.</summary>
    public static PostgresTrigger RefusingStatement(string name, string table, string act, string message) => new(
        name,
        $"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
        END $body$;
        CREATE OR REPLACE TRIGGER {name} BEFORE {act} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}();
        ALTER TABLE {table} ENABLE TRIGGER {name};
        """);
}
