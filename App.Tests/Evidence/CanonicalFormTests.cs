using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GovernanceDashboard.Evidence;

namespace GovernanceDashboard.Tests.Evidence;

public sealed class CanonicalFormTests
{
    [Fact]
    public void A_row_is_quoted_only_where_needed_and_null_is_not_empty()
    {
        var row = new CanonicalRow().AppendAll([
            CellValue.OfText("a,b"),
            CellValue.OfText("say \"x\""),
            CellValue.OfText(null),
            CellValue.OfText(""),
            CellValue.OfText("\\N"),
            CellValue.OfNumber(12),
            CellValue.OfNumber(0.5),
            CellValue.OfText("l1\r\nl2"),
        ]);

        Assert.Equal("\"a,b\",\"say \"\"x\"\"\",\\N,\\E,\\\\N,12,0.5,\"l1\nl2\"", Encoding.UTF8.GetString(row.Bytes));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\nx")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'x", "''x")]
    [InlineData("\\N", "\\\\N")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "\\E")]
    public void Text_that_programs_would_run_is_escaped(string text, string escaped) =>
        Assert.Equal(escaped, CellText.Escaped(text));

    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("\u212B", "Å")]
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("a\u0315\u0300\u05AE\u0300b", "à\u05AE\u0300\u0315b")]
    [InlineData("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65")]
    public void Text_is_in_normalization_form_c(string text, string normal) => Assert.Equal(normal, Nfc.Of(text));

    // No theory: the attribute's own encoding would spoil the input.
    [Fact]
    public void A_lone_surrogate_is_replaced() => Assert.Equal("x\uFFFDy", Nfc.Of("x\uD800y"));

    [Fact]
    public void Xml_escapes_are_undone() =>
        Prop.ForAll<string?>(text =>
            {
                var some = text ?? "_x0041_\u0001_x_x000D_";
                return CellText.FromXml(CellText.ToXml(some)) == some;
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1E3", "1000")]
    [InlineData("33.333300000000001", "33.3333")]
    [InlineData("5.0000000000000001E-3", "0.005")]
    [InlineData("-0", "0")]
    [InlineData("100", "100")]
    [InlineData("9007199254740992", "9007199254740992")]
    public void Numbers_that_other_programs_wrote_read_as_ours(string written, string ours) =>
        Assert.Equal(ours, ReadCell.CanonicalNumber(written));

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_tree_is_that_of_certificate_transparency(int leaves, string root)
    {
        // The published test leaves of RFC 6962's reference implementation.
        string[] data =
        [
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ];
        var tree = new MerkleTree();
        foreach (var leaf in data.Take(leaves))
        {
            tree.Add(Convert.FromHexString(leaf));
        }

        Assert.Equal(root, tree.Root());
    }
}
