namespace GovernanceDashboard.Tests.Import.Metastore;

/// <summary>The metastore's tables as Hive's own scripts make them, as far as an import looks at them or has to pass them over.</summary>
internal static class MetastoreSchema
{
    /// <summary>Hive 3.1.0.</summary>
    public const string Hive3 = """
        CREATE TABLE "VERSION" ("VER_ID" bigint, "SCHEMA_VERSION" varchar(127) NOT NULL, "VERSION_COMMENT" varchar(255) NOT NULL, PRIMARY KEY ("VER_ID"));
        INSERT INTO "VERSION" VALUES (1, '3.1.0', 'Hive release version 3.1.0');
        CREATE TABLE "CTLGS" ("CTLG_ID" bigint PRIMARY KEY, "NAME" varchar(256) UNIQUE, "DESC" varchar(4000), "LOCATION_URI" varchar(4000) NOT NULL);
        INSERT INTO "CTLGS" VALUES (1, 'hive', 'Default catalog for Hive', 'TBD');
        CREATE TABLE "DBS" ("DB_ID" bigint PRIMARY KEY, "DESC" varchar(4000), "DB_LOCATION_URI" varchar(4000) NOT NULL, "NAME" varchar(128), "OWNER_NAME" varchar(128), "OWNER_TYPE" varchar(10), "CTLG_NAME" varchar(256) DEFAULT 'hive', UNIQUE ("NAME", "CTLG_NAME"));
        CREATE TABLE "CDS" ("CD_ID" bigint PRIMARY KEY);
        CREATE TABLE "SDS" ("SD_ID" bigint PRIMARY KEY, "INPUT_FORMAT" varchar(4000), "IS_COMPRESSED" boolean NOT NULL DEFAULT false, "LOCATION" varchar(4000), "NUM_BUCKETS" bigint NOT NULL DEFAULT -1, "OUTPUT_FORMAT" varchar(4000), "SERDE_ID" bigint, "CD_ID" bigint, "IS_STOREDASSUBDIRECTORIES" boolean NOT NULL DEFAULT false);
        CREATE TABLE "COLUMNS_V2" ("CD_ID" bigint NOT NULL, "COMMENT" varchar(4000), "COLUMN_NAME" varchar(767) NOT NULL, "TYPE_NAME" text, "INTEGER_IDX" integer NOT NULL, PRIMARY KEY ("CD_ID", "COLUMN_NAME"));
        CREATE TABLE "TBLS" ("TBL_ID" bigint PRIMARY KEY, "CREATE_TIME" bigint NOT NULL DEFAULT 0, "DB_ID" bigint, "LAST_ACCESS_TIME" bigint NOT NULL DEFAULT 0, "OWNER" varchar(767), "OWNER_TYPE" varchar(10), "RETENTION" bigint NOT NULL DEFAULT 0, "SD_ID" bigint, "TBL_NAME" varchar(256), "TBL_TYPE" varchar(128), "VIEW_EXPANDED_TEXT" text, "VIEW_ORIGINAL_TEXT" text, "IS_REWRITE_ENABLED" boolean NOT NULL DEFAULT false, UNIQUE ("TBL_NAME", "DB_ID"));
        CREATE TABLE "TABLE_PARAMS" ("TBL_ID" bigint NOT NULL, "PARAM_KEY" varchar(256) NOT NULL, "PARAM_VALUE" text, PRIMARY KEY ("TBL_ID", "PARAM_KEY"));
        CREATE TABLE "PARTITION_KEYS" ("TBL_ID" bigint NOT NULL, "PKEY_COMMENT" varchar(4000), "PKEY_NAME" varchar(128) NOT NULL, "PKEY_TYPE" varchar(767) NOT NULL, "INTEGER_IDX" bigint NOT NULL, PRIMARY KEY ("TBL_ID", "PKEY_NAME"));
        CREATE TABLE "PARTITIONS" ("PART_ID" bigint PRIMARY KEY, "CREATE_TIME" bigint NOT NULL DEFAULT 0, "LAST_ACCESS_TIME" bigint NOT NULL DEFAULT 0, "PART_NAME" varchar(767), "SD_ID" bigint, "TBL_ID" bigint);
        CREATE TABLE "ROLES" ("ROLE_ID" bigint PRIMARY KEY, "CREATE_TIME" bigint NOT NULL DEFAULT 0, "OWNER_NAME" varchar(128), "ROLE_NAME" varchar(128) UNIQUE);
        CREATE TABLE "ROLE_MAP" ("ROLE_GRANT_ID" bigint PRIMARY KEY, "ADD_TIME" bigint NOT NULL DEFAULT 0, "GRANT_OPTION" smallint NOT NULL DEFAULT 0, "GRANTOR" varchar(128), "GRANTOR_TYPE" varchar(128), "PRINCIPAL_NAME" varchar(128), "PRINCIPAL_TYPE" varchar(128), "ROLE_ID" bigint);
        CREATE TABLE "GLOBAL_PRIVS" ("USER_GRANT_ID" bigint PRIMARY KEY, "CREATE_TIME" bigint NOT NULL DEFAULT 0, "GRANT_OPTION" smallint NOT NULL DEFAULT 0, "GRANTOR" varchar(128), "GRANTOR_TYPE" varchar(128), "PRINCIPAL_NAME" varchar(128), "PRINCIPAL_TYPE" varchar(128), "USER_PRIV" varchar(128), "AUTHORIZER" varchar(128));
        CREATE TABLE "DB_PRIVS" ("DB_GRANT_ID" bigint PRIMARY KEY, "CREATE_TIME" bigint NOT NULL DEFAULT 0, "DB_ID" bigint, "GRANT_OPTION" smallint NOT NULL DEFAULT 0, "GRANTOR" varchar(128), "GRANTOR_TYPE" varchar(128), "PRINCIPAL_NAME" varchar(128), "PRINCIPAL_TYPE" varchar(128), "DB_PRIV" varchar(128), "AUTHORIZER" varchar(128));
        CREATE TABLE "TBL_PRIVS" ("TBL_GRANT_ID" bigint PRIMARY KEY, "CREATE_TIME" bigint NOT NULL DEFAULT 0, "GRANT_OPTION" smallint NOT NULL DEFAULT 0, "GRANTOR" varchar(128), "GRANTOR_TYPE" varchar(128), "PRINCIPAL_NAME" varchar(128), "PRINCIPAL_TYPE" varchar(128), "TBL_PRIV" varchar(128), "TBL_ID" bigint, "AUTHORIZER" varchar(128));
        CREATE TABLE "TBL_COL_PRIVS" ("TBL_COLUMN_GRANT_ID" bigint PRIMARY KEY, "COLUMN_NAME" varchar(767), "CREATE_TIME" bigint NOT NULL DEFAULT 0, "GRANT_OPTION" smallint NOT NULL DEFAULT 0, "GRANTOR" varchar(128), "GRANTOR_TYPE" varchar(128), "PRINCIPAL_NAME" varchar(128), "PRINCIPAL_TYPE" varchar(128), "TBL_COL_PRIV" varchar(128), "TBL_ID" bigint, "AUTHORIZER" varchar(128));
        CREATE TABLE "PART_PRIVS" ("PART_GRANT_ID" bigint PRIMARY KEY, "CREATE_TIME" bigint NOT NULL DEFAULT 0, "GRANT_OPTION" smallint NOT NULL DEFAULT 0, "GRANTOR" varchar(128), "GRANTOR_TYPE" varchar(128), "PART_ID" bigint, "PRINCIPAL_NAME" varchar(128), "PRINCIPAL_TYPE" varchar(128), "PART_PRIV" varchar(128), "AUTHORIZER" varchar(128));
        CREATE TABLE "PART_COL_PRIVS" ("PART_COLUMN_GRANT_ID" bigint PRIMARY KEY, "COLUMN_NAME" varchar(767), "CREATE_TIME" bigint NOT NULL DEFAULT 0, "GRANT_OPTION" smallint NOT NULL DEFAULT 0, "GRANTOR" varchar(128), "GRANTOR_TYPE" varchar(128), "PART_ID" bigint, "PRINCIPAL_NAME" varchar(128), "PRINCIPAL_TYPE" varchar(128), "PART_COL_PRIV" varchar(128), "AUTHORIZER" varchar(128));
        CREATE TABLE "MV_CREATION_METADATA" ("MV_CREATION_METADATA_ID" bigint PRIMARY KEY, "CAT_NAME" varchar(256) NOT NULL, "DB_NAME" varchar(128) NOT NULL, "TBL_NAME" varchar(256) NOT NULL, "TXN_LIST" text, "MATERIALIZATION_TIME" bigint NOT NULL DEFAULT 0);
        CREATE TABLE "MV_TABLES_USED" ("MV_CREATION_METADATA_ID" bigint NOT NULL, "TBL_ID" bigint NOT NULL);
        CREATE TABLE txns (txn_id bigint PRIMARY KEY, txn_state char(1) NOT NULL);
        """;

    /// <summary>Hive 4: what its scripts add to those of 3.1, in an order of their own.</summary>
    public const string Hive4 =
        Hive3
        + """
            UPDATE "VERSION" SET "SCHEMA_VERSION" = '4.0.0', "VERSION_COMMENT" = 'Hive release version 4.0.0';
            ALTER TABLE "CTLGS" ADD "CREATE_TIME" bigint;
            ALTER TABLE "DBS" ADD "CREATE_TIME" bigint, ADD "DB_MANAGED_LOCATION_URI" varchar(4000), ADD "TYPE" varchar(32) DEFAULT 'NATIVE' NOT NULL, ADD "DATACONNECTOR_NAME" varchar(128), ADD "REMOTE_DBNAME" varchar(128);
            ALTER TABLE "TBLS" ADD "WRITE_ID" bigint DEFAULT 0;
            ALTER TABLE "PARTITIONS" ADD "WRITE_ID" bigint DEFAULT 0;
            ALTER TABLE "MV_TABLES_USED" ADD "INSERTED_COUNT" bigint NOT NULL DEFAULT 0, ADD "UPDATED_COUNT" bigint NOT NULL DEFAULT 0, ADD "DELETED_COUNT" bigint NOT NULL DEFAULT 0, ADD PRIMARY KEY ("TBL_ID", "MV_CREATION_METADATA_ID");
            CREATE TABLE "DC_PRIVS" ("DC_GRANT_ID" bigint PRIMARY KEY, "CREATE_TIME" bigint NOT NULL, "NAME" varchar(128), "GRANT_OPTION" smallint NOT NULL, "GRANTOR" varchar(128), "GRANTOR_TYPE" varchar(128), "PRINCIPAL_NAME" varchar(128), "PRINCIPAL_TYPE" varchar(128), "DC_PRIV" varchar(128), "AUTHORIZER" varchar(128));
            """;

    /// <summary>Hive 2.3: without catalogues, owners' types and authorizers.</summary>
    public const string Hive2 =
        Hive3
        + """
            UPDATE "VERSION" SET "SCHEMA_VERSION" = '2.3.0';
            DROP TABLE "CTLGS", "MV_CREATION_METADATA", "MV_TABLES_USED";
            ALTER TABLE "DBS" DROP "CTLG_NAME"; ALTER TABLE "TBLS" DROP "OWNER_TYPE";
            ALTER TABLE "GLOBAL_PRIVS" DROP "AUTHORIZER"; ALTER TABLE "DB_PRIVS" DROP "AUTHORIZER"; ALTER TABLE "TBL_PRIVS" DROP "AUTHORIZER";
            ALTER TABLE "TBL_COL_PRIVS" DROP "AUTHORIZER"; ALTER TABLE "PART_PRIVS" DROP "AUTHORIZER"; ALTER TABLE "PART_COL_PRIVS" DROP "AUTHORIZER";
            """;

    /// <summary>
    /// sales.orders (10, partitioned, one partition elsewhere) with the view sales.v (11) and the materialized view sales.m (12) over it, roles and grants.
    /// </summary>
    public const string Sales = """
        INSERT INTO "DBS" ("DB_ID", "DESC", "DB_LOCATION_URI", "NAME", "OWNER_NAME", "OWNER_TYPE") VALUES (1, 'all we sell', 'hdfs://nn/w/sales.db', 'sales', 'hive', 'USER');
        INSERT INTO "CDS" VALUES (1), (2), (3);
        INSERT INTO "SDS" ("SD_ID", "CD_ID", "LOCATION") VALUES (110, 1, 'hdfs://nn/w/sales.db/orders/dt=1'), (100, 1, 'hdfs://nn/w/sales.db/orders'), (101, 2, NULL), (111, 1, 'hdfs://nn/old/dt=2'), (102, 3, 'hdfs://nn/w/sales.db/m');
        INSERT INTO "COLUMNS_V2" ("CD_ID", "COMMENT", "COLUMN_NAME", "TYPE_NAME", "INTEGER_IDX") VALUES (1, 'who''s "who", by e-mail
        address', 'Email', 'string', 1), (1, NULL, 'id', 'int', 0), (2, NULL, 'id', 'int', 0), (3, NULL, 'id', 'int', 0);
        INSERT INTO "TBLS" ("TBL_ID", "CREATE_TIME", "DB_ID", "OWNER", "SD_ID", "TBL_NAME", "TBL_TYPE", "VIEW_EXPANDED_TEXT", "VIEW_ORIGINAL_TEXT") VALUES
            (10, 1700000000, 1, 'ann', 100, 'orders', 'MANAGED_TABLE', NULL, NULL),
            (11, 0, 1, 'ann', 101, 'v', 'VIRTUAL_VIEW', 'SELECT `o`.`id` FROM `sales`.`orders` `o`', 'select id from orders o'),
            (12, 1700000000, 1, 'ann', 102, 'm', 'MATERIALIZED_VIEW', 'SELECT `orders`.`id` FROM `sales`.`orders`', 'select id from orders');
        INSERT INTO "TABLE_PARAMS" VALUES (10, 'comment', 'Bestellungen, täglich'), (10, 'numRows', '-1'), (10, 'totalSize', '4096'), (10, 'spark.sql.sources.schema.part.0', repeat('x', 4000)), (12, 'comment', '');
        INSERT INTO "PARTITION_KEYS" ("TBL_ID", "PKEY_COMMENT", "PKEY_NAME", "PKEY_TYPE", "INTEGER_IDX") VALUES (10, NULL, 'dt', 'string', 0);
        INSERT INTO "PARTITIONS" ("PART_ID", "PART_NAME", "SD_ID", "TBL_ID") VALUES (1, 'dt=1', 110, 10), (2, 'dt=2', 111, 10);
        INSERT INTO "ROLES" ("ROLE_ID", "ROLE_NAME", "OWNER_NAME") VALUES (1, 'admin', 'admin'), (2, 'public', 'public'), (3, 'Analyst', 'hive'), (4, 'lead', 'hive');
        INSERT INTO "ROLE_MAP" ("ROLE_GRANT_ID", "ROLE_ID", "PRINCIPAL_NAME", "PRINCIPAL_TYPE") VALUES (1, 3, 'bob', 'USER'), (2, 3, 'LEAD', 'ROLE'), (3, 4, 'cem', 'USER');
        INSERT INTO "TBL_PRIVS" ("TBL_GRANT_ID", "GRANT_OPTION", "GRANTOR", "GRANTOR_TYPE", "PRINCIPAL_NAME", "PRINCIPAL_TYPE", "TBL_PRIV", "TBL_ID") VALUES
            (1, 1, 'hive', 'USER', 'ann', 'USER', 'SELECT', 10), (2, 0, 'root', 'USER', 'ann', 'USER', 'select', 10),
            (3, 0, 'hive', 'USER', 'analyst', 'ROLE', 'SELECT', 10), (4, 0, 'hive', 'USER', 'dan', 'USER', 'SELECT', 11), (5, 0, NULL, NULL, 'public', 'ROLE', 'SELECT', 12);
        INSERT INTO "PART_PRIVS" ("PART_GRANT_ID", "PRINCIPAL_NAME", "PRINCIPAL_TYPE", "PART_PRIV", "PART_ID") VALUES (1, 'ann', 'USER', 'SELECT', 2);
        INSERT INTO "DB_PRIVS" ("DB_GRANT_ID", "PRINCIPAL_NAME", "PRINCIPAL_TYPE", "DB_PRIV", "DB_ID") VALUES (1, 'eng', 'GROUP', 'ALL', 1);
        """;

    /// <summary>What SQL-standard authorization writes into every grant since Hive 3.</summary>
    public const string WrittenBySql = """
        UPDATE "TBL_PRIVS" SET "AUTHORIZER" = 'SQL'; UPDATE "PART_PRIVS" SET "AUTHORIZER" = 'SQL'; UPDATE "DB_PRIVS" SET "AUTHORIZER" = 'SQL';
        """;
}
