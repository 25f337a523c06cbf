using GovernanceDashboard.Generation;

namespace GovernanceDashboard.Tests.Generation;

public sealed class CsvFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Values_are_written_as_postgresql_copies_them()
    {
        using (var file = new CsvFile(_path, "A,B,C,D,E,F"))
        {
            file.Field(null)
                .Field("")
                .Field("plain")
                .Field("with, comma")
                .Field("a \"word\"")
                .Field("two\nlines")
                .EndRow();
            file.Field(-42).Field(true).Field(false).Field(long.MaxValue).EndRow();
        }

        Assert.Equal(
            "A,B,C,D,E,F\n,\"\",plain,\"with, comma\",\"a \"\"word\"\"\",\"two\nlines\"\n-42,t,f,9223372036854775807\n",
            File.ReadAllText(_path)
        );
    }
}
