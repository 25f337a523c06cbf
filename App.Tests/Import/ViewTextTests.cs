using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Hive;

namespace GovernanceDashboard.Tests.Import;

public sealed class ViewTextTests
{
    [Theory]
    [InlineData("SELECT `o`.`id` FROM `sales`.`orders` `o`", "sales.orders", true)]
    [InlineData("select * from a.x join b.y on x.i = y.i left outer join z", "a.x b.y v.z", true)]
    [InlineData("select * from (select id from a.x where d in (select d from a.y)) q", "a.x a.y", true)]
    [InlineData("select extract(year from d), 'from b.no' from a.x, a.y where a = 1", "a.x a.y", true)]
    [InlineData("with c as (select * from a.x) select * from c union all select * from a.y", "a.x a.y", true)]
    [InlineData("select e from a.x lateral view explode(m) t as e, f", "a.x", true)]
    [InlineData("select * from noop(on a.x)", "", false)]
    [InlineData("select 'never closed from a.x", "", false)]
    [InlineData("", "", false)]
    public void Tables_after_from_and_join_are_found(string text, string tables, bool isComplete)
    {
        var sources = ViewText.SourcesOf(new TableName("v", "view"), text);

        Assert.Equal(tables, string.Join(' ', sources.Tables));
        Assert.Equal(isComplete, sources.IsComplete);
    }
}
