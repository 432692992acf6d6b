import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * Several OpenSearch nodes in one process: arguments are a folder, the ports for HTTP, those for the nodes among themselves, and
 * the file to which it tells what is done. Lines on standard input stop and start a node ("stop 2", "start 2"); their end ends all.
 */
public class Cluster {
    public static void main(String[] arguments) throws Exception {
        PrintStream told = new PrintStream(new FileOutputStream(arguments[3]), true); // the nodes' logging closes System.out
        String[] http = arguments[1].split(",");
        String[] transport = arguments[2].split(",");
        String seeds = "127.0.0.1:" + String.join(",127.0.0.1:", transport);
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", http[number - 1]);
            settings.put("transport.port", transport[number - 1]);
            settings.putList("discovery.seed_hosts", seeds.split(","));
            settings.putList("cluster.initial_cluster_manager_nodes", "Node 1");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        }).build(OpenSearchRunner.newConfigs().basePath(arguments[0]).numOfNode(http.length).clusterName("phancap-tests"));
        runner.ensureGreen();
        told.println("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] words = line.trim().split(" ");
            int node = Integer.parseInt(words[1]) - 1;
            if (words[0].equals("stop")) {
                runner.getNode(node).close();
            } else {
                runner.startNode(node);
            }
            told.println("done " + line.trim());
        }
        Runtime.getRuntime().halt(0);
    }
}
