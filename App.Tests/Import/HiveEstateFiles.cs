namespace GovernanceDashboard.Tests.Import;

/// <summary>A metastore with sales.orders (TBL_ID 10, partitioned) and the view sales.v over it, for imports about grants and files.</summary>
internal static class HiveEstateFiles
{
    internal static ImportFixture Fixture() =>
        new ImportFixture()
            .With(
                "directory/u.json",
                """{"Resources":[{"id":"a","userName":"ann"},{"id":"b","userName":"bob"},{"id":"g","displayName":"eng","members":[{"value":"b"}]}]}"""
            )
            .With("hive/DBS.csv", "DB_ID,NAME,CTLG_NAME\n1,sales,hive\n")
            .With(
                "hive/TBLS.csv",
                "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID,VIEW_EXPANDED_TEXT\n10,1,orders,MANAGED_TABLE,100,\n11,1,v,VIRTUAL_VIEW,101,SELECT `o`.`id` FROM `sales`.`orders` `o`\n"
            )
            .With("hive/PARTITIONS.csv", "PART_ID,TBL_ID,SD_ID,PART_NAME\n1,10,110,dt=1\n2,10,111,dt=2\n")
            .With(
                "hive/SDS.csv",
                "SD_ID,CD_ID,LOCATION\n110,1,hdfs://nn/w/sales.db/orders/dt=1\n100,1,hdfs://nn/w/sales.db/orders\n101,2,\n111,1,hdfs://nn/old/dt=2\n"
            )
            .With("hive/COLUMNS_V2.csv", "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n1,id,int,0\n2,id,int,0\n");

    internal static ImportFixture WithGrants(this ImportFixture import, string authorizer = "SQL") =>
        import
            .With("hive/ROLES.csv", "ROLE_ID,ROLE_NAME\n1,Analyst\n2,admin\n")
            .With(
                "hive/ROLE_MAP.csv",
                "ROLE_GRANT_ID,ROLE_ID,PRINCIPAL_NAME,PRINCIPAL_TYPE\n1,1,bob,USER\n2,1,eng,GROUP\n3,2,ANALYST,ROLE\n"
            )
            .With(
                "hive/TBL_PRIVS.csv",
                "TBL_GRANT_ID,CREATE_TIME,GRANT_OPTION,GRANTOR,GRANTOR_TYPE,PRINCIPAL_NAME,PRINCIPAL_TYPE,TBL_PRIV,TBL_ID,AUTHORIZER\n"
                    + $"1,1,1,hive,USER,ann,USER,SELECT,10,{authorizer}\n"
                    + $"2,1,0,root,USER,ann,USER,select,10,{authorizer}\n"
                    + $"3,1,0,hive,USER,analyst,ROLE,INSERT,10,{authorizer}\n"
            )
            .With(
                "hive/DB_PRIVS.csv",
                "DB_GRANT_ID,GRANT_OPTION,GRANTOR,GRANTOR_TYPE,PRINCIPAL_NAME,PRINCIPAL_TYPE,DB_PRIV,DB_ID\n1,0,hive,USER,eng,GROUP,ALL,1\n"
            );
}
