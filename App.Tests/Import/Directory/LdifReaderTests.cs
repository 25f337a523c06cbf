using System.Buffers.Binary;
using System.Text;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;

namespace GovernanceDashboard.Tests.Import.Directory;

public sealed class LdifReaderTests
{
    private const string OpenLdap = """
        version: 1

        # a comment
          that goes on
        dn: ou=people,dc=x
        objectClass: organizationalUnit
        ou: people

        dn: uid=ann,ou=People,dc=x
        objectClass: top
        objectClass: inetOrgPerson
        objectClass: posixAccount
        uid: ann
        cn:: QW5uIEV4YW1wbGU=
        employeeNumber: e1
        departmentNumber: R and
          D
        title: L5
        co: Norway
        l: Oslo
        employeeType: Employee
        manager: UID=bob , ou=people,DC=x
        gidNumber: 100
        jpegPhoto:< file:///etc/passwd
        userPassword: secret

        dn: uid=bob,ou=people,dc=x
        changetype: add
        objectclass: person
        uid: bob
        cn: Bob
        nsAccountLock: TRUE

        dn: cn=eng,ou=groups,dc=x
        objectClass: groupOfNames
        cn: eng
        member: uid=ann, OU=People, dc=x
        member: cn=core,ou=groups,dc=x
        member: uid=gone,ou=people,dc=x

        dn: cn=core,ou=groups,dc=x
        objectClass: groupOfUniqueNames
        cn: core
        uniqueMember: uid=bob,ou=people,dc=x#'0101'B
        uniqueMember: cn=eng,ou=groups,dc=x

        dn: cn=unix,ou=groups,dc=x
        objectClass: posixGroup
        cn: unix
        gidNumber: 100
        memberUid: bob
        memberUid: nobody
        """;

    private static readonly PrincipalId s_ann = PrincipalId.Login("ann");
    private static readonly PrincipalId s_bob = PrincipalId.Login("bob");

    [Fact]
    public async Task An_open_ldap_export_gives_people_groups_and_every_kind_of_membership()
    {
        await using var import = new ImportFixture().With("directory/x.ldif", OpenLdap);

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(
            new Principal(
                s_ann,
                PrincipalKind.User,
                "Ann Example",
                true,
                new("e1", "R and D", null, "L5", "Norway", "Employee", EmploymentStatus.Unknown, "bob")
            ),
            facts.Principals[0]
        );
        Assert.Equal((s_bob, false), (facts.Principals[1].Id, facts.Principals[1].IsEnabled));
        var (core, eng, unix) = (PrincipalId.Group("core"), PrincipalId.Group("eng"), PrincipalId.Group("unix"));
        Assert.Equal(
            [new(s_ann, eng), new(s_ann, unix), new(s_bob, core), new(s_bob, unix), new(core, eng), new(eng, core)],
            facts.Memberships
        );
        Assert.Equal([34L, 47L], report.Refused.Select(row => row.Line));
        Assert.Contains(report.Warnings, warning => warning.StartsWith("1 circles", StringComparison.Ordinal));
        Assert.Contains(report.Warnings, warning => warning.Contains("were not fetched", StringComparison.Ordinal));
        Assert.Equal(75, report.Snapshot!.Quality.Parts.Single(part => part.Name == "Members that resolve").Score);
        Assert.DoesNotContain(
            report.Refused.Select(row => row.Reason).Concat(report.Warnings),
            word => word.Contains("ann", StringComparison.Ordinal) || word.Contains("bob", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_active_directory_export_joins_primary_groups_back_links_and_cut_lists()
    {
        var export = $"""
            dn: CN=Smith\, Ann,OU=Users,DC=corp
            objectClass: user
            sAMAccountName: ann
            userAccountControl: 512
            primaryGroupID: 513
            objectSid:: {Sid(7, 1105)}
            memberOf: CN=Analysts,DC=corp

            dn: CN=Bob,OU=Users,DC=corp
            objectClass: user
            sAMAccountName: bob
            userAccountControl: 66050
            primaryGroupID: 513
            objectSid: S-1-5-21-8-1106

            dn: CN=HOST,DC=corp
            objectClass: user
            objectClass: computer
            sAMAccountName: HOST$

            dn: CN=Carla,OU=Contacts,DC=corp
            objectClass: organizationalPerson
            objectClass: contact
            cn: Carla

            dn: CN=Domain Users,DC=corp
            objectClass: group
            cn: Domain Users
            objectSid:: {Sid(7, 513)}

            dn: CN=Domain Users,DC=other
            objectClass: group
            cn: Other Users
            objectSid:: {Sid(8, 513)}

            dn: CN=Analysts,DC=corp
            objectClass: group
            cn: Analysts

            dn: CN=Big,DC=corp
            objectClass: group
            cn: Big
            member;range=1-*: CN=Bob,OU=Users,DC=corp

            dn: CN=Big,DC=corp
            objectClass: group
            cn: Big
            member;range=0-0: cn="Smith, Ann",ou=users,dc=corp

            dn: CN=Cut,DC=corp
            objectClass: group
            cn: Cut
            member;range=0-0: CN=Smith\2C Ann,OU=Users,DC=corp

            dn: CN=Hole,DC=corp
            objectClass: group
            cn: Hole
            member;range=0-0: CN=HOST,DC=corp
            member;range=2-*: CN=Carla,OU=Contacts,DC=corp
            memberOf;range=0-*: CN=Analysts,DC=corp
            """;
        await using var import = new ImportFixture().With("directory/ad.ldif", export);

        var (report, facts) = await import.FactsAsync();

        Assert.Empty(report.Refused);
        Assert.Equal(
            [("ann", true), ("bob", false)],
            facts.Principals.Where(one => one.Person is not null).Select(one => (one.Id.Name, one.IsEnabled))
        );
        Assert.Equal(
            ["ann Analysts", "ann Big", "ann Cut", "ann Domain Users", "bob Big", "bob Other Users", "Hole Analysts"],
            facts.Memberships.Select(membership => $"{membership.Member.Name} {membership.Container.Name}")
        );
        Assert.Contains(
            report.Warnings,
            warning => warning.StartsWith("2 groups or accounts of LDIF files", StringComparison.Ordinal)
        );
        Assert.Contains(
            report.Warnings,
            warning => warning.StartsWith("2 members of groups are machines", StringComparison.Ordinal)
        );
        var members = report.Snapshot!.Quality.Parts.Single(part => part.Name == "Members that resolve");
        Assert.Equal((2, 9), (members.Faults, members.Of)); // what the cut lists lack
    }

    [Fact]
    public async Task Broken_entries_are_refused_with_their_line_and_the_rest_goes_on()
    {
        const string export = """
            dn: uid=a,dc=x
            objectClass: person
            uid:: not*base64

            dn: uid=b,dc=x
            changetype: modify
            add: uid
            uid: b
            -

            dn: nonsense
            objectClass: person
            uid: c

            objectClass: person
            uid: d

            dn: uid=e,dc=x
            objectClass: person
            no colon here

            dn: uid=f,dc=x
            objectClass: user
            userAccountControl: 9999999999999999999999
            sAMAccountName: f

            dn: uid=g,dc=x
            objectClass: user
            primaryGroupID: 513
            objectSid:: AAAA
            sAMAccountName: g

            dn: dc=h
            objectClass: person

            dn: uid=ok,dc=x
            objectClass: person
            uid: ok
            """;
        await using var import = new ImportFixture().With("directory/x.ldif", export);

        var (report, facts) = await import.FactsAsync();

        Assert.Equal("ok", Assert.Single(facts.Principals).Id.Name);
        Assert.Equal(
            [
                new("directory/x.ldif", 1, "line 3 is not valid base64"),
                new("directory/x.ldif", 5, "a change (changetype) instead of an entry; export the entries"),
                new("directory/x.ldif", 11, "'dn' is no distinguished name"),
                new("directory/x.ldif", 15, "an entry without 'dn'"),
                new("directory/x.ldif", 18, "line 20 is no 'attribute: value'"),
                new("directory/x.ldif", 22, "'useraccountcontrol' is no whole number"),
                new("directory/x.ldif", 27, "'objectSid' is no security identifier"),
                new RefusedRow("directory/x.ldif", 33, "an entry without a name (sAMAccountName, uid or cn)"),
            ],
            report.Refused
        );
        Assert.Equal(1, report.Snapshot!.Sources.Single().Accepted);
    }

    [Fact]
    public async Task Accounts_of_one_employee_are_one_identity()
    {
        const string export = """
            dn: uid=ann,dc=x
            objectClass: person
            uid: ann
            employeeNumber: 7

            dn: uid=ann-admin,dc=x
            objectClass: person
            uid: ann-admin
            employeeID: 7

            dn: uid=etl,dc=x
            objectClass: account
            uid: etl
            employeeType: service
            """;
        await using var import = new ImportFixture().With("directory/x.ldif", export);

        var (_, facts) = await import.FactsAsync();

        Assert.Equal(["7", "7", null], facts.Principals.Select(principal => principal.Person?.IdentityKey));
        Assert.Equal(PrincipalKind.ServiceAccount, facts.Principals[2].Kind);
    }

    [Fact]
    public async Task Line_ends_of_windows_and_lines_that_are_not_wrapped_are_read()
    {
        var text =
            "\ufeffdn: uid=a,dc=x\r\nobjectClass: person\r\nuid: a\r\ndescription: "
            + new string('x', 100_000)
            + "\r\n\r\n";
        var broken = Encoding.Latin1.GetBytes("dn: uid=b,dc=x\nobjectClass: person\nuid: \u00e9\n");
        await using var import = new ImportFixture().With("directory/a.ldif", text).With("directory/b.ldif", broken);

        var (report, facts) = await import.FactsAsync();

        Assert.Equal("a", Assert.Single(facts.Principals).Id.Name);
        Assert.Equal(new RefusedRow("directory/b.ldif", 1, "not valid UTF-8 in line 3"), Assert.Single(report.Refused));
    }

    private static string Sid(uint domain, uint relative)
    {
        var bytes = new byte[8 + (4 * 3)];
        (bytes[0], bytes[1], bytes[7]) = (1, 3, 5);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), 21);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), domain);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), relative);
        return Convert.ToBase64String(bytes);
    }
}
