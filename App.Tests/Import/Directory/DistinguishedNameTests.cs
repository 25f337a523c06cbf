using GovernanceDashboard.Import.Directory;

namespace GovernanceDashboard.Tests.Import.Directory;

public sealed class DistinguishedNameTests
{
    [Theory]
    [InlineData("CN=Ann Smith,OU=Users,DC=x", "cn=ann smith , ou = users;dc=X")]
    [InlineData("cn=Smith\\, Ann,dc=x", "cn=Smith\\2C Ann,dc=x")]
    [InlineData("cn=Smith\\, Ann,dc=x", "cn=\"Smith, Ann\",dc=x")]
    [InlineData("cn=a+sn=b,dc=x", "SN=b + cn=a,dc=x")]
    [InlineData("cn=J\u00e9r\u00f4me,dc=x", "cn=J\\C3\\A9r\\C3\\B4me,dc=x")]
    [InlineData("cn=a  b,dc=x", "cn=a b,dc=x")]
    [InlineData("cn=a\\ ,dc=x", "cn=a\\20,dc=x")]
    public void Two_spellings_of_a_name_are_one(string one, string other) =>
        Assert.Equal(DistinguishedName.Normalize(one), DistinguishedName.Normalize(other));

    [Theory]
    [InlineData("cn=a\\,b,dc=x", "cn=a,b=,dc=x")]
    [InlineData("cn=a\\,dc\\=x", "cn=a,dc=x")]
    [InlineData("cn=a,dc=x", "cn=a,dc=x,dc=y")]
    public void Two_names_are_two(string one, string other) =>
        Assert.NotEqual(DistinguishedName.Normalize(one), DistinguishedName.Normalize(other));

    [Theory]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("=x")]
    [InlineData("cn=a,")]
    [InlineData("cn=a\\")]
    [InlineData("cn=\"a")]
    [InlineData("cn=\"a\"b")]
    [InlineData("cn,o=a")]
    public void What_is_no_name_is_none(string text) => Assert.Null(DistinguishedName.Normalize(text));

    [Theory]
    [InlineData("cn=a,dc=x#'0101'B", "cn=a,dc=x")]
    [InlineData("cn=a#b,dc=x", "cn=a#b,dc=x")]
    [InlineData("cn=a,dc=x#'02'B", "cn=a,dc=x#'02'b")]
    public void A_members_unique_id_is_no_part_of_its_name(string member, string name) =>
        Assert.Equal(name, DistinguishedName.NormalizeMember(member));
}
