using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace GovernanceDashboard.Tests.Import;

/// <summary>
/// Broken files of every importer: each ends in refused rows or in a clean failure, and what was written is whole. FUZZ_FILES sets how many are tried
/// (300 unless set; 20,000 take some minutes), FUZZ_SEED which.
/// </summary>
public sealed class ImporterFuzzTests
{
    private const int FilesPerImport = 60;

    private const int Copied = 18; // of the samples, the first: the others are looked up by their names

    private static readonly (string File, string Text)[] s_samples =
    [
        (
            "audit/hiveServer2/20260101/b.log.gz",
            """
            {"repoType":3,"reqUser":"ann","evtTime":"2026-01-01 00:00:00.001","access":"SELECT","action":"select","resource":"hr/a/x","resType":"@column","result":1,"seq_num":0,"id":"z-0","agentHost":"h"}
            {"repoType":3,"reqUser":"bob","evtTime":"2026-01-01 00:00:01.001","access":"SELECT","action":"select","resource":"hr/a/x","resType":"@column","result":1,"seq_num":1,"id":"z-1","agentHost":"h"}
            """
        ),
        (
            "ranger/tag-changes.json",
            """{ "isDelta": true, "serviceName": "h", "tagVersion": 3, "tags": { "0": {}, "1": { "type": "PCI", "guid": "g" } }, "serviceResources": [ { "id": 0 }, { "id": 4, "resourceSignature": "s", "resourceElements": { "database": { "values": ["hr"] } } } ], "resourceToTagIds": { "0": [], "4": [1] } }"""
        ),
        (
            "ranger/tag-deletion.json",
            """{ "op": "delete", "serviceName": "h", "tags": { "0": { "guid": "g" } }, "serviceResources": [ { "guid": "r", "resourceElements": { "database": { "values": ["hr"] } } } ] }"""
        ),
        (
            "ranger/versions.json",
            """[ { "id": 1, "version": 1, "service": "h", "serviceType": "hive", "updateTime": 1767000000000, "resources": { "database": { "values": ["hr"] } }, "policyItems": [] }, { "id": 1, "version": 2, "service": "h", "serviceType": "hive", "updateTime": "20260101-00:00:00.000-+0000", "isEnabled": false } ]"""
        ),
        (
            "ranger/deltas.json",
            """{ "serviceName": "h", "policyDeltas": [ { "id": 1, "changeType": 1, "policiesVersion": 9, "policy": { "id": 1, "serviceType": "hive", "resources": { "database": { "values": ["x"] } } } }, { "changeType": 2, "policy": { "id": 2, "serviceType": "hive" } } ] }"""
        ),
        (
            "hdfs/ls.txt",
            "Found 2 items\ndrwxr-x---+  - hive hive 0 2026-01-01 00:00 /w/hr.db/a\n-rw-r-----   3 hive hive 12 2026-01-01 00:00 /w/hr.db/a/part-0\n"
        ),
        (
            "audit/hiveServer2/20260101/a.log",
            """
            {"repoType":3,"reqUser":"ann","evtTime":"2026-01-01 00:00:00.001","access":"SELECT","action":"select","resource":"hr/a/x,y","resType":"@column","result":1,"event_count":2,"seq_num":1,"id":"w-1"}
            {"repoType":1,"reqUser":"b\u00f6b","evtTime":"2026-01-01T00:00:00Z","access":"read","action":"read","resource":"/w/hr.db/a/p","resType":"path","result":0,"seq_num":2,"id":"w-2","tags":[{"type":"PII"}]}
            """
        ),
        (
            "lineage/atlas.json",
            """
            { "entities": [
              { "typeName": "hive_table", "guid": "1", "attributes": { "qualifiedName": "hr.a@cm", "name": "a", "viewExpandedText": "select x from hr.b" },
                "classifications": [ { "typeName": "PII", "entityGuid": "1", "propagate": true, "attributes": { "level": 3 }, "validityPeriods": [ { "startTime": "2026/01/01 00:00:00", "endTime": "", "timeZone": "GMT" } ] } ] },
              { "typeName": "hive_process", "guid": "-2", "attributes": { "qualifiedName": "p", "startTime": 1767225600000 }, "relationshipAttributes": {
                "inputs": [ { "guid": "1", "typeName": "hive_table", "relationshipType": "dataset_process_inputs", "propagateTags": "TWO_TO_ONE" } ],
                "outputs": [ { "typeName": "hive_table", "uniqueAttributes": { "qualifiedName": "hr.c@cm" } } ] } },
              { "typeName": "hive_column_lineage", "guid": "4", "attributes": { "qualifiedName": "l", "inputs": [ { "typeName": "hive_column", "uniqueAttributes": { "qualifiedName": "hr.a.x@cm" } } ],
                "outputs": [ { "typeName": "hive_column", "uniqueAttributes": { "qualifiedName": "hr.c.x@cm" } } ], "query": { "guid": "-2" } } } ],
              "referredEntities": { "5": { "typeName": "bi_dashboard", "guid": "5", "attributes": { "qualifiedName": "d", "inputs": [ { "guid": "1" } ] } } },
              "relationships": [ { "guid": "r", "typeName": "dataset_process_inputs", "end1": { "guid": "-2" }, "end2": { "guid": "1" }, "blockedPropagatedClassifications": [ { "typeName": "PCI" } ] } ] }
            """
        ),
        (
            "lineage/run.jsonl",
            """{ "eventType": "COMPLETE", "eventTime": "2026-01-01T00:00:00Z", "run": { "runId": "r" }, "job": { "name": "train" }, "inputs": [ { "namespace": "hive://h", "name": "hr.a", "facets": { "symlinks": { "identifiers": [ { "namespace": "x", "name": "hr.b", "type": "TABLE" } ] } } } ], "outputs": [ { "namespace": "hive://h", "name": "hr.d", "facets": { "schema": { "fields": [ { "name": "x" } ] }, "columnLineage": { "fields": { "x": { "inputFields": [ { "namespace": "hive://h", "name": "hr.a", "field": "x", "transformations": [ { "type": "DIRECT", "subtype": "IDENTITY", "masking": false } ] } ] } }, "dataset": [] } } } ] }"""
        ),
        (
            "directory/x.ldif",
            """
            version: 1

            dn: CN=Smith\, Ann,dc=x
            objectClass: user
            sAMAccountName: ann
            cn:: QW5u
            objectSid: S-1-5-21-8-1106
            primaryGroupID: 513
            userAccountControl: 512
            memberOf: cn=eng,dc=x
            manager: CN=Smith\2C Ann,dc=x
            description: a value that
              goes on

            dn: cn=eng,dc=x
            objectClass: groupOfUniqueNames
            cn: eng
            uniqueMember: "cn=Smith, Ann",dc=x#'01'B
            member;range=0-1: cn=eng,dc=x
            gidNumber: 7
            """
        ),
        (
            "directory/scim.json",
            """
            { "totalResults": 2, "startIndex": 1, "Resources": [
              { "id": "1", "userName": "bob", "active": true, "externalId": "e", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "HR", "manager": { "value": "1" } } },
              { "id": "g", "displayName": "eng", "members": [ { "value": "1", "type": "User" }, { "$ref": "https://x/Groups/g" } ] } ] }
            """
        ),
        ("directory/ugsync.csv", "cid,eng,\"ops, all\",\ndan,,\n\"eve\",eng\n"),
        ("directory/ugsync.json", """{ "cid": ["eng", "ops"], "dan": [] }"""),
        (
            "ranger/policies.json",
            """
            { "serviceName": "h", "policyVersion": 2, "policies": [
              { "id": 1, "name": "p", "version": 1, "resources": { "database": { "values": ["hr"] }, "table": { "values": ["*"] }, "column": { "values": ["*"] } },
                "policyItems": [ { "accesses": [ { "type": "select" } ], "users": ["ann"], "groups": ["eng"], "conditions": [ { "type": "ip", "values": ["10.*"] } ] } ],
                "validitySchedules": [ { "startTime": "2026/01/01 00:00:00", "endTime": "2026/12/01 00:00:00", "timeZone": "UTC" } ], "updateTime": 1767225600000 } ],
              "tagPolicies": { "serviceName": "t", "policies": [ { "id": 1, "resources": { "tag": { "values": ["PII"] } } } ] },
              "serviceDef": { "name": "hive", "accessTypes": [ { "name": "select" } ] }, "securityZones": { "z": { "resources": [ { "database": ["hr"] } ], "policies": [] } } }
            """
        ),
        (
            "ranger/roles.json",
            """{ "roles": [ { "name": "r", "users": [ { "name": "ann", "isAdmin": false } ], "roles": [ { "name": "r" } ] } ] }"""
        ),
        (
            "ranger/store.json",
            """{ "userStoreVersion": 1, "userAttrMapping": { "ann": { "dept": "hr" } }, "groupAttrMapping": { "eng": {} }, "userGroupMapping": { "ann": ["eng"] } }"""
        ),
        (
            "ranger/tags.json",
            """{ "op": "add_or_update", "serviceName": "h", "tags": { "0": { "type": "PII", "attributes": { "a": "b" } } }, "serviceResources": [ { "id": 0, "resourceElements": { "database": { "values": ["hr"] } } } ], "resourceToTagIds": { "0": [0] } }"""
        ),
        (
            "hdfs/acl.txt",
            "# file: /w/hr.db/a\n# owner: hive\n# group: hive\nuser::rwx\ngroup::r-x\nother::---\n\ndrwxr-x---+  - hive hive 0 2026-01-01 00:00 /w/hr.db/a\n"
        ),
        ("governance/dashboards.csv", "id,name,reads,audience\nd,D,hr.a;hr.c,everyone\n\"e\",,,login:ann;group:eng\n"),
        ("governance/table-groups.csv", "group,rule,pin,accountable_exec\ng,hr.*,hr.a,ann\n"),
        ("governance/intended-access.csv", "scope,principal_or_rule,from,to\ndb:hr,group:eng,2026-01-01,2026-02-01\n"),
        (
            "governance/access-exceptions.csv",
            "id,scope,principal,requester,approver,to,reason,from\nE1,db:hr,group:eng,ann,bob,2027-01-01,audit,2026-01-01\n"
        ),
        (
            "governance/commitments.csv",
            "id,review,text,check,scope,parameters\nC1,PR-1,promised,audience,db:hr,\"{\"\"max\"\":60}\"\n"
        ),
        (
            "governance/flows.csv",
            "id,name,state,state_from,allowed_fields\nF,keys,running,2026-01-01,a;b\nF,keys,paused,2026-02-01,a\n"
        ),
        ("governance/captures.csv", "flow,table,subject,from,to,rows\nF,hr.a,ann,2026-01-01,2026-01-02,17\n"),
        (
            "governance/change-events.csv",
            "at,kind,target,before,after,actor\n2026-01-01T00:00:00.5Z,policy,policy:1,1,2,ann\n2025-12-30T10:00:00Z,membership,group:eng,,login:bob,ann\n"
                + "2025-12-31T10:00:00Z,attribute,login:bob,team=a,team=b,\n2025-12-31T11:00:00Z,path,path:/w/hr.db/a,group:eng:r-x,,\n2025-12-31T12:00:00Z,table,table:hr.a,,exists,\n"
        ),
        (
            "governance/log-coverage.csv",
            "scope,channel,from,to,state,reason\nquery:*,changes,2025-12-01T00:00:00Z,,full,log\ndb:hr,hive,2026-01-01,2026-02-01,partial,gap\n"
        ),
        ("governance/zones.csv", "scope,zone\ndb:hr,raw\n"),
        ("governance/retention.csv", "scope,days\ndb:hr,30\n"),
        ("governance/costs.csv", "scope,bytes,rate_per_gb_month\ndb:hr,1,0.02\n"),
        ("hive/DBS.csv", "DB_ID,NAME,OWNER_NAME\n1,hr,ann\n"),
        ("hive/TBLS.csv", "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID,CREATE_TIME\n10,1,a,MANAGED_TABLE,5,1700000000\n"),
        ("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n5,6,hdfs://nn/w/hr.db/a\n"),
        ("hive/COLUMNS_V2.csv", "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n6,x,string,0\n"),
        (
            "hive/TBL_PRIVS.csv",
            "TBL_GRANT_ID,GRANT_OPTION,PRINCIPAL_NAME,PRINCIPAL_TYPE,TBL_PRIV,TBL_ID,AUTHORIZER\n1,1,ann,USER,SELECT,10,SQL\n"
        ),
        (
            "directory/mapping.json",
            """{ "logins": { "case": "lower", "replace": [ { "pattern": "@x$", "with": "" } ] }, "groups": { "case": "upper" }, "delimiter": ";" }"""
        ),
        (
            "hive/hive-site.xml",
            "<configuration><property><name>hive.security.authorization.manager</name><value>x.RangerHiveAuthorizerFactory</value></property></configuration>"
        ),
        (
            "hdfs/hdfs-site.xml",
            "<configuration><property><name>dfs.permissions.superusergroup</name><value>admins</value></property></configuration>"
        ),
    ];

    private static readonly string[] s_bombs =
    [
        "null",
        "true",
        "-1",
        "{}",
        "[]",
        "\"\"",
        "1e999999999",
        new string('9', 20_000),
        "\"\\ud800\"",
        "\u0000",
        "\u001f",
        "\ufeff",
        "\r\n",
        "\n\n",
        "\"",
        "'",
        "\\",
        ",,,,,,",
        ";",
        ": ",
        ":: ====",
        ":< file:///etc/passwd",
        "*",
        "../../x",
        "${json-unit.any-string}",
        "-9223372036854775808",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broken_files_end_in_refusals_or_a_clean_failure_and_never_in_half_a_snapshot()
    {
        var files = Number("FUZZ_FILES", 300);
        var seed = Number("FUZZ_SEED", 20261122);
        for (var done = 0; done < files; done += FilesPerImport)
        {
            await TryAsync(seed + done);
        }
    }

    private static async Task TryAsync(int seed)
    {
        var random = new Random(seed);
        await using var import = new ImportFixture();
        foreach (var (file, text) in s_samples)
        {
            import.With(
                file,
                file.StartsWith("hive/", StringComparison.Ordinal) || random.Next(4) == 0
                    ? Broken(file, text, random)
                    : Bytes(file, text)
            );
        }

        for (var number = 0; number < FilesPerImport; number++)
        {
            // Named files are looked up by their names: those stay as they are, and the rest of the batch is of the others.
            var (file, text) = s_samples[random.Next(Copied)];
            var copy = file.Insert(
                file.IndexOf('.', StringComparison.Ordinal),
                string.Create(CultureInfo.InvariantCulture, $"-{number}")
            );
            import.With(copy, Broken(file, text, random));
        }

        Exception? crash = null;
        try
        {
            var report = await import.ImportAsync();
            Assert.True(
                report.Snapshot is null == report.Failure is not null,
                $"seed {seed}: neither a snapshot nor a failure"
            );
            Assert.All(report.Refused, row => Assert.False(string.IsNullOrWhiteSpace(row.Reason)));
            if (report.Snapshot is { } snapshot)
            {
                Assert.Equal(snapshot.Digest, await import.Store.DigestAsync(snapshot, Token));
                await import.Store.LoadAsync(snapshot, snapshot.TakenAt, Token);
            }
            else
            {
                Assert.Empty(await import.Store.SnapshotsAsync(Token));
            }
        }
        catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException and not OperationCanceledException)
        {
            crash = thrown;
        }

        Assert.True(crash is null, $"seed {seed}: {crash}");
    }

    private static byte[] Bytes(string file, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!file.EndsWith(".gz", StringComparison.Ordinal))
        {
            return bytes;
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    // A packed file is broken before it is packed as often as afterwards.
    private static byte[] Broken(string file, string text, Random random)
    {
        var isInside = file.EndsWith(".gz", StringComparison.Ordinal) && random.Next(2) == 0;
        return isInside
            ? Bytes(file, Encoding.UTF8.GetString(Broken(Encoding.UTF8.GetBytes(text), random)))
            : Broken(Bytes(file, text), random);
    }

    private static byte[] Broken(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(60), bytes.Count - at);
            switch (random.Next(10))
            {
                case 0: // truncation
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2: // duplicate keys, rows, records
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3: // wrong encodings
                    bytes.InsertRange(at, [0xff, 0xfe, 0xc3]);
                    break;
                case 4 when bytes.Count > at:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 5: // huge fields
                    bytes.InsertRange(at, Enumerable.Repeat((byte)'x', random.Next(100_000)));
                    break;
                case 6: // deep nesting
                    bytes.InsertRange(
                        at,
                        Encoding.UTF8.GetBytes(
                            string.Concat(Enumerable.Repeat(random.Next(2) == 0 ? "[" : "{\"a\":", random.Next(5_000)))
                        )
                    );
                    break;
                case 7:
                    bytes.InsertRange(0, bytes.GetRange(0, bytes.Count));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(s_bombs[random.Next(s_bombs.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : otherwise;
}
