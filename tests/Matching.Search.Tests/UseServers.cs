[assembly: TestFramework("Matching.Tests.Servers.ServerTestFramework", "Matching.Search.Tests")]
